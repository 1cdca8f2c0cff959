// What @energetic-ai/embeddings 0.2.0 itself makes of some texts with the same weights, computed once through its TensorFlow.js.

/** Ids of pieces. */
export const PIECES: readonly (readonly [text: string, ids: readonly number[]])[] = [
  ['', []],
  ['Where is my order?', [3009, 18, 69, 641, 54]],
  ['wher is my ordr', [1859, 46, 18, 69, 39, 29, 93]],
  ['  spaces   everywhere  ', [30, 30, 1016, 7, 30, 30, 4683, 30, 30]],
  ['\t\n', [30, 0]],
  ['▁▁ marked', [30, 30, 30, 1676, 26]],
  ['<s></s> extra_token_id_1', [4787, 7, 1431, 5161, 68, 7, 1431, 1501, 435, 266, 3032, 435, 303, 435, 363]],
  ["don't can't won't", [101, 13, 17, 42, 13, 17, 458, 13, 17]],
  ['supercalifragilisticexpialidocious', [1050, 2817, 928, 276, 143, 233, 2098, 6489, 983, 303, 102, 2907]],
  [
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    [30, 6865, 6865, 6865, 6865, 6865, 6865, 6865, 6865, 6865, 6865],
  ],
  [
    'wordwordwordwordwordwordwordwordwordwordwordword',
    [1095, 3602, 3602, 3602, 3602, 3602, 3602, 3602, 3602, 3602, 3602, 3602],
  ],
  ['!!!???...', [30, 1300, 5080, 91]],
  ['----------', [116, 3280, 3280, 3280]],
  [
    'https://example.com/returns?id=12',
    [290, 7, 255, 773, 1563, 147, 6, 167, 68, 53, 4426, 7, 54, 303, 413, 1587],
  ],
  ['at 10:30 :-) :( it is: odd', [38, 320, 4177, 6600, 4258, 21, 18, 57, 3521]],
  ['€49.99', [30, 5853, 4922, 6, 1994]],
  ['ﬁne ① ½ ＡＢＣ Ⅷ', [839, 207, 207, 7935, 288, 74, 2512, 651, 109, 109, 109]],
  ['nai\u0308ve café', [1216, 0, 105, 976, 209, 1133]],
  ['😀😀 great service 👍🏽', [30, 0, 318, 881, 30, 0]],
  ['🇮🇪', [30, 0]],
  ['日本語のテキスト', [30, 0]],
  [
    'Привет, где мой заказ?',
    [30, 0, 7976, 7955, 0, 7954, 7949, 8, 30, 0, 7954, 30, 0, 7948, 0, 30, 0, 7950, 0, 7950, 0, 54],
  ],
  ['مرحبا', [30, 7982, 0, 7940]],
  ['한국어 텍스트', [30, 0, 30, 0]],
  ['\ud800 lone', [30, 0, 1148, 296]],
  ['𝒜𝒷', [3049]],
  ['x\u0000y', [649, 0, 48]],
  ['\u00a0nbsp\u2003em\u200b', [30, 1107, 1436, 157, 1500, 0]],
];

/** 512 numbers of each text as 16-bit integers, little-endian, base64; their direction counts. */
export const VECTORS: readonly (readonly [text: string, numbers: string])[] = [
  [
    'Where is my order?',
    'V3klibB+3IDxZyaFDEyaoIXBLrSIRJ4Y07v7miU7dHFbLv5e3lool5coXUlVkER8xIKzndZ7fEvabuoficKtBOEEc4ABTv1qCJd0fxKAGgapAlDSHn9i5su+UCLezRYz0X+UghYizmn0SRTX8UCTw46L4owxvZ2LAYDdVDKetXhR7slpKcomlsphgGFWfBeAYFpdeVZCIoIQxPd/dgylCTlv34BESPapRnycfpFhhIKdEa6AOY3w1fWLjYJKjG59BR9QgU7JimApabqA9H4dSkpzdY5Um5F//v+ietAQqGk1hUliNac88U5cKIGddy65kn2kUbl/sF6Kgkd06ncTfNVy0ZGM+liDGicEfme6IYj+f6MHJ1WKfl3G1oe1SXB92NquHld3y38MeH2MgVz4kTJ+OpiHpa97sYFNjkWAGcs0TBn3entFgHVa9dGQe2LpQbsQc4gZIAT8GFyHplTNfwIUMnENDYAXWX9SHoR51YKzhKKAz1u9dVSxQMtXgDR+RziBNV7dbU+6dJd/VOZ1fySCa3lPN9KACHwHap+H6HM5k3VTSemEIHh/8ZymXw4BX3IXeqZ/mFQGB8mpkXyHg4L/G3zFhfCoVs+slPzafooHgKNhx18KfxpxqX9vf7d5ZocG8OVr0SvkeSKAMhQOd0G8H2QMW1GcqbmkisQfx3dr/k505H33UlBt+IDZ/Ehd3kwveWmSjpun7dd7/H+JThxILoBWuMWADJAdlcbEeBJl4a4k0YRmfxvYsYucRlx5pVhbjQQ4hoX82jrCh4GShWh/hyCpl51MczLRbgmA/nqGJ0aACTOb/sqB+4PSn86BvH85Sx2EW4BzgJBpYZ/vJZjK37DujBCAVnoFXoE272jYfhmErmJ54+SnaG6cetl7OUvTfmNLN4BFop2AhzDMgzPQeXrzf3J8KoLIfLkn34YLgHN38i72fx4dyqYcaaWig22yeZR/J4BOgEWNJH8c6K3x2XsLOXzKHmv5cwGAiF0fgGWI+IChTKaSA1AWc3oMgkhDvCAj6n8lZkd+LYaYox2AtdCl38B89mhLrrufN2kaQYqAtrzNiB5uB4Alfx7zjyryuqWCIZURPaBDHH4ufAaK/4zzf9uCH3pBbSdsUYErZdt4CoARWeb1TjqffOh/3h3AdsmENID/t82fHI4EgJqJhXrDgI9/yn/ujS97Ao4/Fv9wWJVOJZB9gnZtQ/A054ACgItegC7qft+ThIW7xv2JJ3k1MKsARH00D9n9NrydgPp0SFgkgSjboxKTjsZeOn7cEZ9p64O4lNiCL4DwhZ+Sgc9qk1ktcawnwzB/b3/T/ZV/E38jfyaBwckmhkhElnOOe7XmMIpRBbmHqIHhfg==',
  ],
  [
    'hi',
    '639RgAyAAYAyc3G5/3//f/9/VYCtm0iEAYD/fwGAOW8GokqAIIB7kg2AFohFfmR+8obCgLl/yb9jgDl9xJfKrhiZLIDkf+OAsoC6g2R/5gXyiP5//38BgOt5JTVrf2J8/3+QXv9/y2z/fwSACsH/fxGAoIC0fgGAFYMBgGqAqiL+f/9/AYAZhv1/AYBOgAKA/38Xe/9/AYAQRv9/O43rl/p/I4AEgCvaCX79fyV/xoAFgP9/BoCwtOOBGYADgP9/zThIhWqA/38BgP5/+X9kes1+FoAHgf9//n/BfiONBIBnHgaAWn4CgHCAAYCeUfp/JYACgP9/AYACgP9/GYDuf/9/B0QjPHiBjVL8fwGABIDwfwGAFIH/f+N/qIAZgP9//390e7d9r5caDf9/A4ABgB2ALID+f5E0KIEBgPt/wnfzgfh6g3BYlzBx/3/kp/5/AoD/fwiSu14IgEt/N54BgC9f/3//f7F/A4D/f9d/l4X8fwGA/n/0fzGCUgRsf0CQ6H8XgCITz3xdnuCA1oLyf9R/PX0CgAGAX4EAUv9/+H8Sf/9/AoD/f01z/3+QPPx/13//f/1//H/JdwmAb4EBgP9/b4ACgHGALnsCgAGAH4AIgPx/ct6EefN//399gxN/DoDcf8+If4rafoaAtoFefQKAXYP9g2ugwIUOgC+A/38tbgGA/3//f62B/H+8bf9/zoD/f19//H/KfRiEZ4oBgLhrAYAzs/9/FIDNdTKAAoAPraCA8cUKgOqfgJgRgCd//3+sfgaA/H//f5aBP+k5gP9/9n/wg/F/AYD/fwSA+X9yXWiAE4AcgOd/EIB2kAuA/3/afwGAAoDiqAaA+39Qf0WDhoAXewGA/3/ff94wBYARgQGA/3+lf5qACoA8ff5/8QT/f/J//3+zjA+AMaA7gVgEZdvzfeB/B4D+fwGAm39ggAGAmR3/fweAuYABgGmA0X83bgGAAoBfrQOA/39HgFeKAYADgAGALHz9fzSGJi//f8qBAYAIgAGA+H8DgMR6/n9vjH1ok4CThwKA1H8VQ+aA/39Ff/9/k1sBgCGB7X7hrP9/B4D6gwGAB4AZfwGA/38BgLHwAYAGgP9/YWZAdMxxQYD+f3t/OH0SgCvMAYADgKl+boF30gGAEICfdZDw/3+sf3fi/38jgJ12aZUBgISAgGn5f/9/BIAEgBp/AYACcbKAi0muf21hYJXKcg2AAYACgHh+/38cewqAAYABgLEQZ3oBgP9//n8CgEWGeHMOgPt/en9HX7B//38BgP9/AYD/f+x/AYb9f+JZ/385xgGAnIAEgAGABoDwf/9/RoCufwGA+3/TEwWAAYABgP9/hn/7f/9/joArXAGA/3/ufw==',
  ],
  [
    'I was charged twice for the same jacket, and nobody answers me',
    '0jFKtKk4bYSj5uH+i280cwuEQ+6AaA4AniDNhG6UIDyUIbFtBqrBdVhJW/X4FYdMoUa3ItAl7/7ZAI2ajMl6Pjcg7alhTzN6Xo0wC3aNdUcnte7KaWL8asGZEN5QdEx9/XFuWrl9Z31lq0cplXP1mhWCz92ds51zpI6bHeiXNxNUK9GfcO+TxqCIF3+tkmV67ln5YjEiPZAcTrN9ywXiP0JhROoR1CB4h736W0x+gsIFcF00wckdrALCmAqxscX1jwrej97DNIDpfKi/arcWYTD6R0tivTlllhx4QJUjUHynIPiAAI3WZQv+tr3KOum5REQb5C9laq2SmFSHiJBaIPl3L488tE8LFuyyZ9oo0Cgg0PdEfdpCf1RbA/Zod055kVlCS9J5P84Osoj1Vj8rrkt8gJn9P/mgoYA/o7BRXgAA7DTH/W8NhLAe//2ogjikrLMBR4U+s3ZvPZjfmWgtJJZe39yrC832hPSJdwzmkb9EghbQpX8xdh+bN5UWqKzOlHbKsV1mgYPLdAUgicgxJ9GDMUwHnQmFk1y1sMa0DMxBa6DbiK3lhF9okzxfcE2wt4nIMIFPyjhB6R1jWCr1iOBgJRWqKYg4SmfnYOqx9WlA3R1qP6+aDHRvdHwK+qFtKRXg+mGb3eLV1GyeAYCHkwftApMjlHwMj5ymioSMKbwPzLVzE1QuN6ZuucGKAYyPd4J5V2IhmcVeuE4IlTHZCslPaWLDt4i+erCQ39AUaxDuqbJnGb29f6LKoT5ljAgu7XSOibEnVSVxGEd13pM8kKhpL302O6VDoMcQjPaaLotZksCCqHdm8kChlb7hcxk/VQzC2OiGX7U18b2GxQwJAJh7wkUFgkmO6EtbMxJA0LtcZvGcM8PGoH6FDDM4cLRfuXWiT8pcY4I/4Ypy5pULl7P2Nz3lxH90NJAJbwg5Pr+Hk66ESn8vhD5hPbWZw12wTVf4QN9Cke+FGwOaGGTedw/V5DVEg2OAj4cAehaKNy367EL61IIktCOCcGH3gpnpx+lESmmGtijd59sDpZpjzTOiK5eZjrJwFBvIeOYE0ljYAm4qsNza7DkOg8OweQyBZ22tEjuyccupEDgw2nbpX7GtKurILC4Rc39gZcrD4y7jNK1PrMO2szCGen8SrP34vV4j3D+oD4VTpOtzt5+xoGBJ1HcfcaFyJXIokgGNWyJ+7ScERnBEMIR+iHE9h7Ox4vS1O6F0aeMYD+X3e0cV+hjavHv6XHxsIgZXiroZQIApgvxWJ6FTxcWzm4e9a1yUKHH/0ntBk4w4K/OZt+3QjPTg8hGo0ALlCgAKW3ogqlvWbKlqU3reSpSURG74g6hE7U8f8gkM+nCC9BCzBIGLnA==',
  ],
  [
    'Привет 👍🏽',
    'bT2tP+ml78jHhZw9vnEFgeZ/JH4SP+wMwoCofuSBkTKaeW9XN4YGXqgMV0WigWF9on+4ObEbm32Em92L7Xe5PoifGLNdezwIW4EuwYaLLHxjtEsSZn5N5ElH+l/UR2Mxrn8C8ndHlEwBTkiAfx38OoVJAr+5qukoYoWbjs2ATHgOh2cTDCBeBHQ6mZRGgKKGPXzJOrPwZIA5OP9/BwfgpChiGKpzw+Z8Jf53fexO7n+6RM9/mWfff8PExcpMgNxiGNY56x1/shULgBeWJhWTgD71/F3RgZd5QII6hcmA9pERhXmF7EIEbPh/WQcWikafcIQYmLL9C4CskPeIUIOwUzF+t+XBH4NtB4CPN3aHn4D+f3f5H4M7gyFxYoSNfxZ+cG7+Aoh+hJdnf7t+1pcpgM2MOYD1QKaL6X4cl89ftWaI7Th/WXDMfC0DPYznfyuAgXkSdet8F4AwgH17IYR7JieAv4dbfxdvmUt+O/R/J51CcgWz+Ivdst1/QK069U2J4uFxewN90GC85RbEwfmscf0S8nwndPN/eiSyRZ/oCKG28lVAto1lfUyfpmUMwwkvf43yf/Z+iDOhWYhMwaRbhaYCPYXb1dZ/1KW0gpKOyNwCOuF0DH+0NYp+snpHavJ/d4XyfGh2fWl+Rpd+yJBdSLvMc5u3n8WAJVsfgEuVPH7diReLon78f+t7onklg3i9qhPFdZLGP5jeUwKHdX8Pgct9J45+gI9/ppH2dgGA1iWAseV/t1JoWP5/fYLrCrdcnYFPeqJXynLG2t9/AqZ0g/t/fD3Fibp/k95294qM2ny/ZRbzQI0uXnBHhIAiANsCHXnESgKEEIDJiwKFUmXpqVOBHlfrHj6I63+bmP9/LIAAf5WAhEvydRif7oPLf0mxbX+EflLMe3wQk69m6X/xgIV/nX1hf8p9Io/6f5KcF3d0DaZ5ypf7fwaAbYR0haAKu38lkVDIC4gIf6GBQWozgIiFAYWPt161VHoDj2i684UFy6NTkn0So6p/jboMgFJ9TH6BlqYOx3z1gQmCfiRk3BSdYdKTlvx4rn+Yk0OAQYOFhbN3RITCf0u0xyYSYQGC9X96gupV0NcRjGBkA4BMAeaAhvkDfbtyMIi4p/qKHIBQnmB6TbhMigMJH5gyC1ekkWa3W8pHwlkBgGpjSgIWiz2C0GvSQnd9ZqIFlxZ21I3bdtC/q8CydB+B1+e/MviBOD5kgRSEx3Z0R+eTxH//gYXCin0CgK94BoAYgrd/VmmJgOd/+X+bnlQPvkBvg+b1k5ShMsV173/dffh/+38uZOiA58wli4eEUnlbWDBLaGwxjvqE4H8KgHCIO4hEqEdeV4dF1UKTU2hSDG+e+n91dw==',
  ],
  [
    'Ratio 3:1 is :) fine',
    'B/R94bcsjy+gQxa4nW9ij2JNtCc+e2f5bIohUjGJ8odc6wokjkVRBRpB2078qQsXdwJn288VdeaEtTDvsmTf4DRDyetvLzJ42oryq/WRBB3lkSADUQTRhMWmwOUYBS2mfdmz9Wh3zZO/GFRcG7lq+Ub0LFciBr65QdTkcrSowznINTkuTs1hKXR6okgUorSPyDBCBQTmyrQDlsF3oxCGYLM55g7Tuit5zIgqXNdKWtIaekC9T2l2bXupiwuclLsegNIqgE4Hj3EugPHFJcInDD87Cc0an6l0zIszb4rEOK9FgQ2z2CNfrASw2bd9W4SDBLWQFzIqtfkugUSnuZouZ69TpIMjiA6EvCxoVUGvlIMalK2vqIxhfwB+l/ahcp5+JXodz9hgIhpg4iLc/kogCkuM4JCucLV0SCtArg3qsTmAVQ1/nlfyIMjyk4C+fRmE2Tp5YePZnA20rV96hwbpIlGDFHcse3pHLMEMBch/FsdyZ2aHqaVGb98Nvar670ph3dr5PHTIIjZCrRhgc3iJsIziTvupo/mD1bJ3rbFmX2fcDZtnCo7gfLNJiF4IkrsoxmH/r5F+c+XE+JcZjIvJg8nNEpdxKIe0jM2ltJrGml0w7MhLoG//f91yngcIUoBmxBGHPTRlr/Y6N/IP7a5nkMY9T6kY4ZaABmj4gHSXZXx5TKOhgWmpRuryC5oDFUo5dZ2Dwc49dhniZ6JkqCY+4n9I0dI1nT7Gu4nuHcragy0FmIRkhKeLX4zm36W8oC1iGgbHDSVJzEQpbmp8E38MhN0LJmOotkpp67ppU9PlLXZh6EoalokfPajAjr/1wJ3ue9TgdT7D643mF6XuBHX9SawNfka+CdpaFWQrTOWfor4OzCGL+fWwbrm6GLmKZF43tYMld+4m0avGdPJX3zzeM8R0pUu0hARymlVYfvJKVR6Y6JrQev9wIKaBJ6Aj1kSQekGSvKyUhT5+iCGbXXFhFXnLE4Btg+j5mCaNOzwydeWoBE4vqCdweum+m3oBgoBscqF0YwZs+zD0iH5q9z0FjgMtnC4+H3FnuzuCAT+4N5XLAKlVHAdPeKJbsZL3ZQ1k2g0SfDHELLwjnWa77TIBgq3LdOroXONrAMfylZeDHUEaI+1PE2EXAYDYBeuFtQLK3+nVYDk7UaJLhEglrABY0GypLhPIZLhrdXh+KNNIQMmocTsSRVOXiEETINOmIOiBjaVDVb4deN2TjEHQi7nLh9SYMXzsIlI1bAy7gfB1S2knzml6V3yBXH1fUWticpyKACE/xJAWBdBbUdA4HXwX4WGaEORQvhgN6/MLZR6nxK2CZu676H2xT3KT8bYgfMcj00M8bP/n8neICRKfBuPNZw==',
  ],
  [
    'The zip on the coat I bought last winter has come apart. '.repeat(14),
    'FryiOEZjyNgLC58rRxI2rM66jlj7Z17Ksr5Rx6qTXV/gWORlnb6Xdc4M98e2h/if0Fno7lBfOT6qJNbIedkUsh1b1LUdTRglSNJGA9C60khom1GcvygGKzJqICNpAX/zGAje5tsX+mEi+FU0HQHkxEKF7d5k04zTk63iwMiqoiil9ePK8voUaRii4GBjNc/HmXSRHobKCMtzDu1Tf6d3SphbfCxzptx4XxM4Ne51y8gzJJZrd3DHYCiKzkJ/k4XJMqmJlMI31pmJU/CZLda59RodAwQMotojZC927bw6Vn129AfHrHI6DL0R89DOfAdXT/oKMr9wioM1kIoKg6Rbd3EpLlFBASirFY7THD+jMuabIgX//YVff3EvZtsOYENwo8tkBYTvP5KbPufFfKwznvUaa4YXE59neIFTr3Vw0oHjxbrxVg4F05QVD2hevQkMXp9XHAvnNVJVU7cFYX53O5UnhgII3Oke/Pbjcu/nUCyvoLALDHBFR8SfBxts8Opfhm7uqMzuhY09D7SPfJbSvZ3ETmV7hq2XDYk61HnSgEYwTKx6nM/ORWhq2Olwfd2DbJGP5clkAfsSQ/JekWShpMrBTF+gxxlYgmqiN3BI4PWv9DdRkmmlB90tRFywg1JoR8H4TCCJuCdK4CM7AYCywEvcr7XVslKf0ptEmy+96wgHK/k6uO6Hjx9NWSdx+m/xHrqvONkloDCXQHn8b1mCAq11+B+h18foTcV9ef7QzKwRh11AIOJYt8FRYA7Ojx5y20dkHh9DyMDblBFZXCWRuLxHNweSFt1lwSKxQf70wiH43Ont23Y9wAok4Mx7Gefq9FpNmFLyHqU4s5DQTrWqB1o1PLKe1dLcGhn2KSd2/ecSbj8n8ZjgYSLn7uw9B336o34fVaZcRoXSPd7eZJv+IQiJrsrd1rFLOtFPFfH6iA66yktdrXrCwWrH0aH/QICVgh/bpq4qdS2axIou7fOVtWZp8uxFiOzAPclbtI4M3Z7fJZoUiKOhqo/Bv6Yu2j3jYCpppvi56AJmnH6J+7i+pkoIl8ReHNguhTZXSSpKtOqopZQxSqc7HxNvDmOiQVw4aX5MOKokqeC6Rdyed1OW0xUpEJ0XAwmjoPUPvcdOVPiXDloI6704nm8HAVkanCie/dJcvSm9omOknBNci+Ho/hQ56mOCcfRqC3eByV4BjQNxyzpiD349mNIOaX0ZPd6XJ6mOM7xr10vrTYSGvjZdmCiEEWA2JWZ4NGAllWNIeSejiEDWTIQbqn4NynHu0F8Y+nLflA2ynMg2J48vVUrqlZWzBwTu9+ub86TIEfAuOshAeNpwBVT9bazjUSv2J5Gph3W8AeCWLx2BGsroQY6P8A==',
  ],
];
