// Non-local means over two half-renders, guided by albedo, normal and depth.
// The halves give each pixel its own noise level, so clean areas are left alone.
#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

namespace {

using Plane = std::vector<float>;

void boxBlur(const Plane& in, Plane& out, int w, int h, int r) {
  Plane rows(in.size());
  for (int y = 0; y < h; y++) {
    float sum = 0;
    for (int x = -r; x < w; x++) {
      if (x + r < w) sum += in[y * w + x + r];
      if (x - r - 1 >= 0) sum -= in[y * w + x - r - 1];
      if (x >= 0) rows[y * w + x] = sum / (std::min(x + r, w - 1) - std::max(x - r, 0) + 1);
    }
  }
  std::vector<float> sum(w, 0.f);
  for (int y = -r; y < h; y++) {
    for (int x = 0; x < w; x++) {
      if (y + r < h) sum[x] += rows[(y + r) * w + x];
      if (y - r - 1 >= 0) sum[x] -= rows[(y - r - 1) * w + x];
      if (y >= 0) out[y * w + x] = sum[x] / (std::min(y + r, h - 1) - std::max(y - r, 0) + 1);
    }
  }
}

}  // namespace

// a, b: half-renders, 3 planes; guide: nGuides planes already divided by their tolerances.
extern "C" void denoise(const float* a, const float* b, const float* guide, int nGuides, float* result,
                        int w, int h, int radius, float strength) {
  const int n = w * h;
  std::vector<Plane> mean(3, Plane(n)), variance(3, Plane(n));
  for (int c = 0; c < 3; c++) {
    Plane raw(n);
    for (int i = 0; i < n; i++) {
      const float d = (a[c * n + i] - b[c * n + i]) * 0.5f;
      mean[c][i] = (a[c * n + i] + b[c * n + i]) * 0.5f;
      raw[i] = d * d;
    }
    boxBlur(raw, variance[c], w, h, 3);
  }
  const int workers = 2;
  std::vector<std::vector<Plane>> sums(workers, std::vector<Plane>(3, Plane(n, 0.f)));
  std::vector<Plane> weights(workers, Plane(n, 0.f));
  auto work = [&](int worker) {
    Plane distance(n), patch(n);
    int offset = 0;
    for (int dy = -radius; dy <= radius; dy++)
      for (int dx = -radius; dx <= radius; dx++) {
        if (offset++ % workers != worker) continue;
        for (int y = 0; y < h; y++)
          for (int x = 0; x < w; x++) {
            const int p = y * w + x;
            const int q = std::clamp(y + dy, 0, h - 1) * w + std::clamp(x + dx, 0, w - 1);
            float sum = 0;
            for (int c = 0; c < 3; c++) {
              const float d = mean[c][p] - mean[c][q], vp = variance[c][p], vq = variance[c][q];
              sum += (d * d - (vp + std::min(vp, vq))) / (1e-7f + strength * strength * (vp + vq));
            }
            distance[p] = std::min(sum / 3, 1e4f);
          }
        boxBlur(distance, patch, w, h, 2);
        for (int y = std::max(0, -dy); y < std::min(h, h - dy); y++)
          for (int x = std::max(0, -dx); x < std::min(w, w - dx); x++) {
            const int p = y * w + x, q = (y + dy) * w + x + dx;
            float d = std::max(0.f, patch[p]);
            float features = 0;
            for (int g = 0; g < nGuides; g++) {
              const float f = guide[g * n + p] - guide[g * n + q];
              features += f * f;
            }
            d = std::max(d, features);
            if (d > 8) continue;
            const float weight = std::exp(-d);
            weights[worker][p] += weight;
            for (int c = 0; c < 3; c++) sums[worker][c][p] += weight * mean[c][q];
          }
      }
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < workers; t++) threads.emplace_back(work, t);
  for (auto& t : threads) t.join();
  for (int i = 0; i < n; i++) {
    float weight = 0;
    for (int t = 0; t < workers; t++) weight += weights[t][i];
    for (int c = 0; c < 3; c++) {
      float sum = 0;
      for (int t = 0; t < workers; t++) sum += sums[t][c][i];
      result[c * n + i] = sum / weight;
    }
  }
}
