// English nouns and adjectives for what furnishes a home and what it is like: the words a customer can avoid or ask for beside the catalogue's. Data only.

const words = (list: string) => list.split(/\s+/);

/** In the singular. Hand-written from general knowledge of home goods; chosen on no test set. */
export const HOUSEHOLD: ReadonlySet<string> = new Set([
  // Things.
  ...words(`candle lantern bulb chandelier lampshade torch fairylight spotlight downlight
    bed bunk cot crib headboard mattress sofa couch futon pouffe footstool ottoman recliner beanbag bench desk
    wardrobe dresser sideboard bookcase bookshelf nightstand cabinet trolley rack hook hanger drawer basket crate bin chest
    mirror clock frame picture print poster painting canvas tapestry ornament figurine statue sculpture vase pot planter wreath garland
    curtain blind voile tablecloth runner placemat napkin doily coaster towel bathmat mat doormat carpet tile sheet duvet quilt
    pillowcase bedspread blanket fleece rug throw cushion bolster bedding
    mug cup saucer plate bowl glass tumbler jug teapot kettle pan pot skillet wok saucepan casserole knife fork spoon spatula cutlery crockery
    colander grater board tray jar tin bottle flask cooler apron oven toaster blender dishwasher
    tent tarp hammock parasol gazebo awning stove barbecue grill lighter headtorch rucksack backpack bag
    trowel spade rake shear secateur glove hose sprinkler birdbath birdhouse birdfeeder feeder gnome trellis
    plant flower cactus succulent bouquet herb seed bonsai furniture armrest backrest cable cord plug battery usb remote wheel castor handle
    zip button tassel fringe pompom ruffle frill bow lace sequin glitter logo slogan pattern
    owl bee bird fox hedgehog badger deer stag robin swan duck hen sheep horse dog cat rabbit hare fish whale dolphin butterfly dragonfly ladybird elephant giraffe lion tiger unicorn dinosaur
    heart star moon sun cloud rainbow skull feather leaf shell anchor tree mountain shamrock sunflower daisy tulip lily orchid ivy fern moss mushroom lemon
    screen robot record radio guitar
    toy doll teddy puzzle book soap gadget kitsch clutter ikea`),
  // Of what and how made.
  ...words(`lavender rose vanilla jasmine patchouli sandalwood cinnamon eucalyptus musk perfume fragrance scent incense
    iron tin pewter nickel zinc titanium stone slate granite quartz terrazzo clay earthenware bone horn ivory rubber silicone canvas hessian burlap muslin lambswool angora flannel jersey
    seersucker terry towelling linoleum cane willow ash elm cherry mahogany teak walnut birch beech maple cedar spruce fir driftwood
    sage rosemary mint citrus lemon cedarwood oud amber tobacco coconut
    plastic polyester acrylic nylon wicker velvet fur sheepskin cowhide suede concrete marble latex foam polystyrene mdf chipboard plywood veneer
    laminate formica resin stoneware porcelain china crystal enamel gold silver copper bronze chrome nickel paper cardboard cork felt tweed tartan denim
    corduroy satin chintz lace nickel lacquer varnish gloss pvc vinyl palm paraffin
    stripe spot dot check floral paisley gingham animal-print leopard zebra abstract geometric
    patterned printed striped spotted checked chequered flowered flowery floral scented unscented perfumed fragranced fragrance-free embroidered painted
    varnished lacquered padded upholstered quilted tufted fringed mirrored shiny glossy matt matte sparkly fluffy furry fuzzy shaggy
    washable machine-washable foldable folding collapsible stackable dimmable adjustable extendable removable detachable rechargeable waterproof
    windproof fireproof rustproof dishwasher-safe childproof unbreakable breakable shatterproof recyclable recycled organic handmade handcrafted
    secondhand second-hand fairtrade fair-trade sustainable ethical local biodegradable compostable sturdy durable portable
    modern vintage antique rustic minimalist minimal industrial boho bohemian scandi scandinavian retro traditional victorian baroque chrome
    synthetic fabric textile tropical exotic pastel neon metallic pastels earthy wobbly flimsy fragile delicate scratchy itchy fuzzy bulky chunky
    plain colourful colorful bright muted soft firm hard smooth rough warm cosy comfy ergonomic upcycled reclaimed repaired repairable
    heatproof ovenproof frostproof childsafe hypoallergenic breathable reversible
    mains gas candlelight tick ticking ironing polishing assembly dusting gardening baking cooking reading fishing hiking sewing
    knitting yoga golf whiskey wine coffee tea chocolate jazz music football rugby sailing
    round square oval rectangular oblong narrow portable wireless cordless solar electric plug-in`),
]);
