"""What one sees in each picture, in English and French. Run it to write public/demo/pictures.json."""

import json
import os
import sys

from PIL import Image

CAPTIONS = {
    # Atelier Sorbier
    "products/moon-jar-vase": ("A round milk-white stoneware jar with a faint seam around its middle.", "Une jarre ronde en grès blanc lait, avec une légère couture à mi-hauteur."),
    "products/moon-jar-vase-2": ("The moon jar seen from above, its neck open and its shoulders wide.", "La jarre de lune vue d'en haut, col ouvert et épaules larges."),
    "products/everyday-mug": ("A milk-white speckled mug with a bare clay foot and a round handle.", "Un mug blanc lait moucheté, au pied de terre nue et à l'anse ronde."),
    "products/everyday-mug-2": ("The speckled mug from above, looking into its glazed inside.", "Le mug moucheté vu d'en haut, avec son intérieur émaillé."),
    "products/breakfast-bowls": ("Two wide footed bowls in speckled white, one of them filled with milky coffee.", "Deux grands bols à pied, blancs et mouchetés, dont l'un rempli de café au lait."),
    "products/stoneware-teapot": ("A round mist-coloured teapot with a high cane handle.", "Une théière ronde couleur brume, avec une haute anse en rotin."),
    "products/stoneware-teapot-2": ("The teapot turned towards its spout.", "La théière tournée du côté du bec."),
    "products/espresso-pair": ("Two small cups without handles, glazed rim and bare outside, each with a hollow for the thumb.", "Deux petites tasses sans anse, bord émaillé et extérieur nu, avec un creux pour le pouce."),
    "products/serving-platter": ("A large oval platter in speckled white with three figs on it.", "Un grand plat ovale blanc moucheté, avec trois figues."),
    "products/tall-pitcher": ("A tall, narrow white pitcher with a pinched lip.", "Un pichet blanc, haut et étroit, au bec pincé."),
    "products/tall-pitcher-2": ("The tall pitcher from the other side, with its long handle.", "Le pichet haut vu de l'autre côté, avec sa longue anse."),
    "products/incense-dish": ("A shallow clay dish holding one stick of incense and a pebble.", "Une coupelle en terre nue avec un bâton d'encens et un galet."),
    "products/footed-planter": ("A bare clay pot on three short feet, in its saucer, full of green leaves.", "Un pot de terre nue sur trois pieds courts, dans sa soucoupe, plein de feuilles vertes."),
    "products/twin-candle-holder": ("A white stoneware holder with two lit candles at different heights.", "Un bougeoir en grès blanc, avec deux bougies allumées à deux hauteurs."),
    # Lumen & Oak
    "products/globe-table-lamp": ("A glowing opal globe on a turned oak foot.", "Un globe opalin allumé sur un pied de chêne tourné."),
    "products/globe-table-lamp-2": ("The globe lamp from a little above, with its cloth cord.", "La lampe globe vue d'un peu plus haut, avec son cordon en tissu."),
    "products/tripod-floor-lamp": ("A floor lamp on three oak legs with a lit linen shade.", "Un lampadaire sur trois pieds de chêne, abat-jour en lin allumé."),
    "products/dome-pendant": ("A wide ink-blue dome hanging from its cord, warm brass inside.", "Un large dôme bleu encre suspendu à son cordon, laiton chaud à l'intérieur."),
    "products/dome-pendant-2": ("Looking up into the brass inside of the dome pendant.", "L'intérieur en laiton de la suspension, vu d'en bas."),
    "products/beeswax-pillars": ("Three golden beeswax pillars of different heights, all lit.", "Trois cierges dorés en cire d'abeille, de hauteurs différentes, tous allumés."),
    "products/brass-wall-sconce": ("A brass wall lamp with a small lit shade.", "Une applique en laiton avec un petit abat-jour allumé."),
    "products/cordless-lantern": ("A moss-green lantern with ribbed glass and a loop of ash wood.", "Une lanterne vert mousse au verre strié, avec une anse en frêne."),
    "products/cordless-lantern-2": ("The lantern from above, its handle towards us.", "La lanterne vue d'en haut, anse vers nous."),
    "products/arc-desk-lamp": ("A desk lamp whose brass arm makes one long curve over its round base.", "Une lampe de bureau dont le bras de laiton dessine une longue courbe au-dessus du socle rond."),
    "products/bedside-orb": ("A frosted glowing orb on a small brass base, a book beside it.", "Un orbe dépoli allumé sur une petite base en laiton, un livre à côté."),
    "products/brass-candlestick": ("Two brass candlesticks, one tall and one low, with lit candles.", "Deux chandeliers en laiton, un haut et un bas, bougies allumées."),
    "products/paper-lantern": ("A round pleated paper lantern, lit from inside.", "Une lanterne ronde en papier plissé, éclairée de l'intérieur."),
    # Paper & Tide
    "products/linen-notebook": ("Two cloth-bound notebooks, tide blue on oat, with two ribbons.", "Deux carnets reliés en lin, bleu marée sur avoine, avec deux rubans."),
    "products/linen-notebook-2": ("The notebooks from the side, with their leaves and round spines.", "Les carnets vus de côté, avec leurs pages et leurs dos ronds."),
    "products/pencil-set": ("Six bare cedar pencils in a blue card sleeve.", "Six crayons de cèdre nu dans un étui de carton bleu."),
    "products/letterpress-print": ("A print of a harbour at low water, one boat leaning on the mud under an orange sun.", "Une estampe d'un port à marée basse, un bateau penché sur la vase sous un soleil orange."),
    "products/letterpress-print-2": ("The print seen at an angle, hanging from its brass clip.", "L'estampe vue de biais, suspendue à sa pince en laiton."),
    "products/desk-calendar": ("Three stacks of printed cards on an oak stand: Thu, 14, May.", "Trois piles de cartes imprimées sur un socle en chêne : Thu, 14, May."),
    "products/brass-ruler": ("A small brass ruler with engraved marks, a sheet of paper and a blue pencil.", "Une petite règle en laiton gravée, une feuille de papier et un crayon bleu."),
    "products/postcard-set": ("Three postcards fanned out: a boat at sea, flowers, hills at sunset.", "Trois cartes postales en éventail : un bateau en mer, des fleurs, des collines au couchant."),
    "products/layflat-sketchbook": ("An open sketchbook lying flat, orange thread in its fold and a drawing of the sea.", "Un carnet de croquis ouvert à plat, fil orange dans le pli et dessin de la mer."),
    "products/layflat-sketchbook-2": ("The open sketchbook from nearer the table.", "Le carnet de croquis ouvert, vu de plus près de la table."),
    "products/ink-bottle": ("A glass bottle of grey ink with a cream label, a wooden pen beside it.", "Un flacon d'encre grise à l'étiquette crème, une plume en bois à côté."),
    "products/walnut-pen-tray": ("A walnut tray with one long hollow that holds five pens.", "Un plumier en noyer, d'un seul creux, qui porte cinq stylos."),
    "products/wax-seal": ("An envelope with a red wax seal, a brass stamp, a spoon and three sticks of wax.", "Une enveloppe au cachet de cire rouge, un sceau en laiton, une cuillère et trois bâtons de cire."),
    "products/wax-seal-2": ("The wax seal from close to the table, the brass stamp in front.", "Le cachet de cire vu au ras de la table, le sceau en laiton devant."),
    # Brûlerie du Canal
    "products/canal-blend": ("A kraft bag of coffee with a label of waves and a bridge, beans beside it.", "Un sac de café en kraft, étiquette aux vagues et au pont, grains à côté."),
    "products/canal-blend-2": ("The bag of coffee from the other side, its top folded and closed.", "Le sac de café vu de l'autre côté, le haut plié et fermé."),
    "products/espresso-nuit": ("A black bag of coffee with a moon on its label.", "Un sac de café noir, une lune sur l'étiquette."),
    "products/decaf-doux": ("A white bag of coffee with three wisps of steam on an orange label.", "Un sac de café blanc, trois volutes de vapeur sur une étiquette orange."),
    "products/moka-pot": ("An eight-sided steel moka pot with a maple knob and handle.", "Une cafetière moka en acier à huit pans, bouton et poignée en érable."),
    "products/moka-pot-2": ("The moka pot turned towards its spout.", "La cafetière moka tournée du côté du bec."),
    "products/pour-over-dripper": ("A white porcelain cone with a paper filter, standing on a cup.", "Un cône de porcelaine blanche avec son filtre, posé sur une tasse."),
    "products/glass-carafe": ("A glass carafe with a maple collar, half full of coffee.", "Une carafe en verre au collier d'érable, à moitié pleine de café."),
    "products/glass-carafe-2": ("The carafe from a little above.", "La carafe vue d'un peu plus haut."),
    "products/steel-canister": ("A matte steel canister with a date dial on its lid and a small label.", "Une boîte en acier mat, cadran de date sur le couvercle et petite étiquette."),
    "products/travel-cup": ("A snow-white travel cup with a brown band and a dark green lid.", "Un gobelet blanc neige à bande brune et couvercle vert sombre."),
    "products/maple-tamper": ("A coffee tamper with a turned maple handle and a steel base.", "Un tasseur à café au manche d'érable tourné et à la base en acier."),
    "products/milk-jug": ("A brushed steel milk jug with a fine spout.", "Un pot à lait en acier brossé au bec fin."),
    # Kaze Objects
    "products/lacquer-bento": ("A two-tier black lacquer box with a red lid, a gold blossom and a cotton band.", "Une boîte laquée noire à deux étages, couvercle rouge, fleur dorée et bande de coton."),
    "products/lacquer-bento-2": ("The lacquer box from above, the gold branch on its lid.", "La boîte laquée vue d'en haut, la branche dorée sur le couvercle."),
    "products/iron-kettle": ("A black cast iron kettle with a band of raised dots.", "Une bouilloire noire en fonte, ceinte de petits points en relief."),
    "products/iron-kettle-2": ("The iron kettle from above, its lid and spout.", "La bouilloire en fonte vue d'en haut, couvercle et bec."),
    "products/furoshiki-cloth": ("A parcel tied in a blue cloth with white waves.", "Un paquet noué dans un tissu bleu aux vagues blanches."),
    "products/furoshiki-cloth-2": ("The knot of the tied cloth, seen from the side.", "Le nœud du tissu, vu de côté."),
    "products/sake-set": ("A white porcelain flask and two small cups on a cedar tray.", "Un flacon en porcelaine blanche et deux petites coupes sur un plateau de cèdre."),
    "products/matcha-whisk": ("A bamboo whisk beside a dark bowl of green tea.", "Un fouet en bambou à côté d'un bol sombre de thé vert."),
    "products/matcha-whisk-2": ("The bamboo whisk and the bowl of green tea from above.", "Le fouet en bambou et le bol de thé vert vus d'en haut."),
    "products/cedar-tray": ("A cedar tray with two handles and one small cup.", "Un plateau de cèdre à deux poignées, avec une petite tasse."),
    "products/wind-chime": ("A small iron bell on a red cord, with a paper tail.", "Une petite cloche en fer sur un cordon rouge, avec une bande de papier."),
    "products/chopsticks-pair": ("Two pairs of cherry chopsticks on white rests, on a green cloth.", "Deux paires de baguettes en cerisier sur des repose-baguettes blancs, sur un tissu vert."),
    "products/stacking-stones": ("Faceted blocks of cherry, oak and walnut balanced in a tower.", "Des blocs à facettes en cerisier, chêne et noyer, en équilibre."),
    "products/tea-caddy": ("A round box wrapped in shining cherry bark, a dish of green tea beside it.", "Une boîte ronde en écorce de cerisier luisante, une coupelle de thé vert à côté."),
    # Puddle Jump
    "products/stacking-rings": ("Seven coloured wooden rings on a post, with a ball on top.", "Sept anneaux de bois colorés sur un axe, une boule au sommet."),
    "products/stacking-rings-2": ("The stacking rings from above.", "Les anneaux à empiler vus d'en haut."),
    "products/rainbow-arch": ("Seven nested wooden arches in the colours of a rainbow.", "Sept arches de bois emboîtées, aux couleurs de l'arc-en-ciel."),
    "products/rainbow-arch-2": ("The rainbow of arches from the other side.", "L'arc-en-ciel d'arches vu de l'autre côté."),
    "products/pull-along-blackbird": ("A wooden blackbird with an orange beak, on wheels, with a cord.", "Un merle en bois au bec orange, sur roulettes, avec une ficelle."),
    "products/pull-along-blackbird-2": ("The wooden blackbird seen from its beak, its cord in front.", "Le merle en bois vu du côté du bec, sa ficelle devant."),
    "products/wooden-train": ("A blue wooden engine pulling three wagons of blocks, barrels and berries.", "Une locomotive bleue en bois qui tire trois wagons de cubes, de tonneaux et de baies."),
    "products/wooden-train-2": ("The wooden train seen from its engine.", "Le train de bois vu du côté de la locomotive."),
    "products/block-set": ("A small gateway of plain wooden blocks beside a linen sack.", "Un petit portail de cubes en bois brut à côté d'un sac de lin."),
    "products/spinning-tops": ("Four wooden spinning tops, one lying down and one upside down.", "Quatre toupies en bois, l'une couchée, l'autre à l'envers."),
    "products/ball-run": ("A wooden ball run with four coloured ramps and four balls.", "Un circuit à billes en bois, avec quatre rampes colorées et quatre billes."),
    "products/little-boat": ("A larch boat with two white cotton sails and one small sailor.", "Un bateau en mélèze à deux voiles de coton blanc, avec un petit marin."),
    "products/memory-tiles": ("Twelve wooden memory tiles, two of them face down.", "Douze tuiles de memory en bois, dont deux retournées."),
    "products/bead-abacus": ("An abacus with ten rows of ten coloured beads.", "Un boulier à dix rangées de dix perles colorées."),
    # Causes
    "causes/clean-the-saone": ("A paper river under a stone bridge; a rowing boat carries sacks of rubbish and a landing net.", "Une rivière de papier sous un pont de pierre ; une barque porte des sacs de déchets et une épuisette."),
    "causes/otter-banks": ("A paper otter floats on its back between reeds and holds a stone.", "Une loutre de papier flotte sur le dos entre les roseaux et tient un caillou."),
    "causes/late-library": ("A house with bright windows full of books at night, and two children on their way in.", "Une maison aux fenêtres éclairées, pleines de livres, la nuit, et deux enfants qui arrivent."),
    "causes/one-more-well": ("A blue hand pump fills a bucket in front of two small houses at sunset.", "Une pompe à main bleue remplit un seau devant deux petites maisons, au couchant."),
    "causes/pump-repair": ("A hand pump between gears, a spanner and a red tool box.", "Une pompe à main entre des engrenages, une clé et une boîte à outils rouge."),
    "causes/wild-hedges": ("A paper hedgehog walks along a flowering hedge under three bees.", "Un hérisson de papier longe une haie en fleurs, sous trois abeilles."),
    # Photos for the timeline
    "photos/workbench-clay": ("Freshly thrown clay on a potter's workbench: a jar on its bat, five cups, tools and a sponge.", "De l'argile fraîchement tournée sur l'établi : une jarre sur son rondeau, cinq gobelets, des outils et une éponge."),
    "photos/toy-shelf": ("Wooden toys on two shelves: a train, a blackbird, an abacus, rings, a rainbow, blocks and a boat.", "Des jouets de bois sur deux étagères : train, merle, boulier, anneaux, arc-en-ciel, cubes et bateau."),
    "photos/kiln-opening": ("White, grey and river-blue pots on the shelves of a brick kiln that has just been opened.", "Des pots blancs, gris et bleu rivière sur les plaques d'un four en briques qu'on vient d'ouvrir."),
    "photos/market-stall": ("Stoneware bowls, cups and jars on a market stall under a striped awning.", "Des bols, des gobelets et des jarres en grès sur un étal de marché, sous un auvent rayé."),
    "photos/coffee-table": ("A cup and a bowl on a small round table by a window.", "Une tasse et un bol sur une petite table ronde près d'une fenêtre."),
    "photos/windowsill-cat": ("A tabby cat on a windowsill looks out into the afternoon light.", "Un chat tigré, sur un rebord de fenêtre, regarde dehors dans la lumière de l'après-midi."),
    "photos/rainy-window": ("Drops of rain on a window pane, the lights of a town behind it.", "Des gouttes de pluie sur une vitre, les lumières d'une ville derrière."),
    "photos/night-desk": ("A desk at night, lit by one brass lamp above an open sketchbook.", "Un bureau, la nuit, éclairé par une seule lampe en laiton au-dessus d'un carnet ouvert."),
    "photos/book-pile": ("A pile of six books, a mug and a glowing globe lamp in the evening.", "Une pile de six livres, un mug et une lampe globe allumée, le soir."),
    "photos/tea-ceremony": ("A tea bowl and a bamboo whisk on a cedar tray, an iron kettle beside it.", "Un bol à thé et un fouet en bambou sur un plateau de cèdre, une bouilloire en fonte à côté."),
    "photos/river-dawn": ("A rowing boat on a still river at dawn under a thin mist.", "Une barque sur une rivière calme, à l'aube, sous une brume légère."),
    "photos/hedgerow-june": ("A green hedgerow in June, full of white and pink flowers.", "Une haie verte en juin, pleine de fleurs blanches et roses."),
    "photos/well-pump": ("A blue hand pump on its concrete apron, filling a steel bucket.", "Une pompe à main bleue sur sa dalle de béton, qui remplit un seau d'acier."),
    "photos/lantern-street": ("Rows of lanterns along a narrow street at night.", "Des rangées de lanternes le long d'une rue étroite, la nuit."),
    "photos/stars-over-the-hill": ("A lit tent under a sky full of stars, dark hills behind.", "Une tente éclairée sous un ciel plein d'étoiles, des collines sombres derrière."),
    "photos/loaf-on-board": ("A round loaf dusted with flour on a walnut board, a knife and a blue cloth beside it.", "Une miche farinée sur une planche de noyer, un couteau et un torchon bleu à côté."),
    "photos/candle-dinner": ("Figs on a platter between lit candles on a dark table.", "Des figues sur un plat, entre des bougies allumées, sur une table sombre."),
    "photos/breakfast-light": ("A teapot, a mug and two bowls on an oak table in low morning sun.", "Une théière, un mug et deux bols sur une table de chêne, au soleil rasant du matin."),
    "photos/windowsill-sprig": ("A white jar with a leafy branch, two small cups and a pot plant on a windowsill.", "Une jarre blanche avec une branche, deux petites tasses et une plante sur un rebord de fenêtre."),
    "photos/bento-lunch": ("A lacquer lunch box, chopsticks, a tied cloth and a sake set by a window.", "Une boîte à repas laquée, des baguettes, un tissu noué et un service à saké près d'une fenêtre."),
    "photos/coffee-corner": ("A bag of coffee, a carafe, two small cups and a steel jug in a patch of sun.", "Un sac de café, une carafe, deux petites tasses et un pot en acier dans une tache de soleil."),
    "photos/desk-morning": ("An open sketchbook, ink, a ruler and a brass lamp on a pale desk.", "Un carnet de croquis ouvert, de l'encre, une règle et une lampe en laiton sur un bureau clair."),
    "photos/kiln-shelf": ("Three shelves of unfired pots, bowls and cups waiting for the kiln.", "Trois étagères de pots, de bols et de tasses crus qui attendent le four."),
    "photos/toys-on-the-rug": ("A wooden rainbow, a train, a blackbird and stacking rings on a rug.", "Un arc-en-ciel en bois, un train, un merle et des anneaux à empiler sur un tapis."),
    # Banners
    "banners/ateliersorbier": ("A row of white stoneware on a sand-coloured ground.", "Une rangée de grès blanc sur un fond sable."),
    "banners/lumenandoak": ("A row of lit lamps and candles in a dim room.", "Une rangée de lampes et de bougies allumées dans la pénombre."),
    "banners/paperandtide": ("A sketchbook, notebooks, ink, a calendar and pencils in a row.", "Un carnet de croquis, des carnets, de l'encre, un calendrier et des crayons alignés."),
    "banners/brulerieducanal": ("Bags of coffee, a moka pot, a dripper and a carafe in a row.", "Des sacs de café, une moka, un porte-filtre et une carafe alignés."),
    "banners/kazeobjects": ("A sake set, wooden stones, an iron kettle, a lacquer box and a tied cloth in a row.", "Un service à saké, des pierres de bois, une bouilloire, une boîte laquée et un tissu noué, alignés."),
    "banners/puddlejump": ("Wooden toys in a row: rings, a rainbow, a blackbird, a boat, an abacus.", "Des jouets de bois alignés : anneaux, arc-en-ciel, merle, bateau, boulier."),
    "banners/rivieresvivantes": ("A paper river with reeds and trees at sunrise.", "Une rivière de papier, avec roseaux et arbres, au lever du soleil."),
    "banners/nightowlreads": ("Two paper owls on a shelf of books under the stars.", "Deux hiboux de papier sur une étagère de livres, sous les étoiles."),
    "banners/clearwells": ("A hand pump and a row of buckets at sunset.", "Une pompe à main et une rangée de seaux au couchant."),
    "banners/hedgerowtrust": ("A flowering hedge, bees and a hedgehog, cut from paper.", "Une haie en fleurs, des abeilles et un hérisson en papier découpé."),
}

if __name__ == "__main__":
    demo = sys.argv[1]
    pictures, silent = [], []
    for folder in ("products", "causes", "banners", "photos"):
        for name in sorted(os.listdir(os.path.join(demo, folder))) if os.path.isdir(os.path.join(demo, folder)) else ():
            stem = f"{folder}/{name.removesuffix('.webp')}"
            if stem not in CAPTIONS:
                silent.append(stem)
                continue
            width, height = Image.open(os.path.join(demo, folder, name)).size
            english, french = CAPTIONS[stem]
            pictures.append({"path": f"/demo/{folder}/{name}", "width": width, "height": height, "alt": {"en": english, "fr": french}})
    with open(os.path.join(demo, "pictures.json"), "w") as out:
        json.dump(pictures, out, ensure_ascii=False, indent=2)
        out.write("\n")
    if silent:
        sys.exit("no words yet for " + ", ".join(silent))
