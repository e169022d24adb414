/**
 * One forged tar as bzip2 -9, xz -9e, zstd -19 and Python's zipfile (LZMA) compress it: Node can't write these formats, so their outputs for
 * `sampleTar` stand here. Also a bzip2 stream that no compressor writes.
 */
import { tarOf } from './tar.ts';

/** The text of `demo/numbers.py` in the sample. */
export const SAMPLE_TEXT = Array.from({ length: 300 }, (_, index) => `value_${index} = ${(index * index) % 9973}\n`).join('');

/** What each of the samples unpacks to. */
export function sampleTar(): Uint8Array {
  return tarOf([
    { name: 'demo/numbers.py', content: SAMPLE_TEXT },
    { name: 'demo/__init__.py', content: 'print("hello")\n' },
  ]);
}

/** `sampleTar` in a format; `lzma` is the data of a zip member with method 14. */
export function sampleIn(format: 'bz2' | 'xz' | 'zst' | 'lzma'): Uint8Array {
  return Buffer.from(SAMPLES[format], 'base64');
}

/** A bzip2 block of one symbol with a run length of so many binary digits: past 32 they overflow. */
export function bzip2WithRun(digits: number): Uint8Array {
  const bits = [
    hex('314159265359'), hex('00000000'), '0', '0'.repeat(24), // magic, checksum, not randomised, origin
    `1${'0'.repeat(15)}`, `01${'0'.repeat(14)}`, // byte 1 is used
    '010', '000000000000001', '0', // two codes, one selector
    '00001' + '0' + '100' + '0', '00001' + '0' + '100' + '0', // lengths 1 2 2
    '0'.repeat(digits), '11', // the run, the end of the block
    hex('177245385090'), hex('00000000'),
  ].join('');
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.concat([Buffer.from('BZh9'), Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)))]);
}

function hex(digits: string): string {
  return [...digits].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
}

const SAMPLES = {
  bz2:
    'QlpoOTFBWSZTWZkFwh4AB59bhNoQUGH/4mAA9mffIAQAGAhgBt94HDqRwapmW2yGh0d0NTANFUjagAGgGj1GmhFPaGJFKmgaAZABoAYAGjQ0YRk0GjTQGEVP8EptUQgwATI0YmmmGABo' +
    '0NGEZNBo00BglMhGiUUaDIAAAYn+noa+LEDogj5fZ/Rw+cRke1G4IRD9j+gn3P3d8BVywnLBVOApwFb5YTlgrplippgq+nAnLBTqApwFXLCm0Be2YE5YK1LCcsFSprRvWArUsJywVtLC' +
    'b2FwZgScBVOAp3oyswFOArUsJzazJmBOWCpAC9aBe2YE5YKtkHW0BQcCTgKLgTcBScCcgKLgTcBQcCTgKpwFOArhXVVbt1bqhLg3dmrfETMZYlX2o69qL3RjFN5c6LAvbC2q0yDcqgFS' +
    'ORexUXsyzk01rAbEPUndbmbopTYYcrcm7OXFDYZrduM2zrs47azLFDVUOqU3lw9yVYit17TlvaB1KbDkmKCJBuKBMKCEWrovDtFlkdWulXkUZIiydbmc28IARyXsrM26rcZJxnaEus7/' +
    'Z19vy6wPeOwDtQAKnYwTpvGXyPHQO4RenSOc7CvRYrj3hNYru1yXeYmZ84QEAFbOIrPiSAO7uI89LU8iY4brnaoU5PrCkZjNJqEKwChNibCnDVUhDECmAVV2ldCvRetOBSj2c4Yeryhf' +
    'ma+RIq4kV7FhHcmHu6Z5bx2tFrETnX53KyoaKTJZ2Rpd3zCsb2g+5ZTGmst6p2k20Cbh15N2y01GKUkc69aZaEkL1EVIz0U35MWo9dak6jwya3lap3NomWEwhCX35l3vbfozGwYor132' +
    't2+KK8eITfMZiWPShIQqUXoLfOevM355oq7seCk2tXlHBbZRW0x7uqYmFGhEQYnCjpGnXeFXVIkJI805SRaWnKBTzKpCR53u6xaQJQNsm2q6FvDBU4CEcrRpFIlXRjLJCVq8Z246xiSc' +
    '6kpDR1EqFPfPN1o0oji4psuSbYkPbahLfM7rnNxiik5ZiF1a74JuRC9i4GLkTOKsnpmUCi4C7r2nPNzcCpnvmWFM67SPhmKSw3kR0PMrvdThJUCPH3Ua2hhdtqn2Obavd4TAm0AuIh2Z' +
    'sMctG5nJC6RrspCU8zIRWgIrB91XspWMSpeESdmg1t3ecbUdy+05cXqGzsaojCcOQtIncSe4OE5meZeY0JcHNXMObPNuJu1Jp8lWTQVZdnEFATDYpLi5IlsonZ02GaBEK/AKvMEUu8Eu' +
    'CFzZkjOLAZjW9kx3yNldJOeY+pu7pZs2XVzHN81rWhKFlVMIQu9qaw3Hi3vmZlo0XXNO7hVd3VhrNX0THyKma7SZq8KryRQuBVXZN97NFz3lGdeiVpXIUhUdlzQPYoHiSvWpW42znBCd' +
    'UybUOb4lPjDm7bbuPijrt+g367PIEXeRYiZQ6cJ9GIMxJgkwSNd6kYURfajPIqF23N1VmJHRea5SjBWV2Lty1PFZKDFq6JloGidyhNrmbHORXW3eDR5MwFJNtDMzLjavLXY0PElk50JR' +
    'OBLlwYjZWTFpXkJxWk0fJ6AXexIpcie87ngisGRhNh6NTQNWuu9tHFwzHDpve7NyloumMhHMzPILqMxc0o3PZT2ZjoYW8KOlhLa3GkEqNIJVwDzNDfwmYnqhm+W5d49WcQmFr2Jq8ihQ' +
    'vsuvLO8aGXaNO7PSj3whYl3sxyJveN22osjaJ5hnkkmoCF1dJDTBOLMylA2+4Le+eWbZBPL5OZnUXd3UEQQHoP9giCA9v5TR/wRBAUf37/h8A5wcA69R17t+/h2+H9A5wcAxh4Dzx2jx' +
    '8BY8b3Bu940EQQE/E898QQQHT64D/xdyRThQkJkFwh4=',
  xz:
    '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4B3/BERdADIZSf7XNKBoFMeqFw5qe05reYDDGd+2kjJ1AYvZ4tCgjsnJtPIYD4qIVQMC8mqzizIRys3MBqmtDibv4MMfhPzSMLptUyJF7q1J' +
    'VGM7u8jaOsLtC3vR8MfMZlJ4NneUsJMxQFdzJtYSo5Nfi2B9ZdHtLLPG0eeFalibHe7oLEYgYzrj7fzKz1K4mclUNduYgPqhjGEaqMQeBNpfjSPD8r5M8LpOJNXqb5hcUfcuk6G8SaTo' +
    'KhgGNu/GC9wibpK+EgB4XjCW6sISkmzklTHtIiMZzOHMHot2//HbqSD1GdoCy60Kc2iWPuDYKta5Hu4yg1BwFf0DgQ0GtlvgqcUHbqJoP7ocT2AmwP4zC1PxrtWwUbzbAAFS0zC5d54x' +
    's/mZbLxFVDQYrHFbq4kj+QfVhZNseet4Ch/MEWwissDdKc2QhxBGsuRYcNLpcYD5tEgwIwAVKq0M7qDVm6aXfTBj2UtIDxBj/wKmY87xRczCkFAALVcYxJe4oWcnNEFMuh4JF76XIbBm' +
    'PIg/Jt0uF5USRK6tozoteEeOI5Ohk0Ijxn7bNpAPzZ9KK+W3lZlOP3GBQdz6Xhp4dk1HV4eC66Ovft3JHrg1JhvUA+fp7vNHHl4vMRO6fq9c8MFi+0Ye5nfvhv4G1yU5iFeqzUdkoCFD' +
    'XnAIbeLoXUvxWh6xDRo6+gF1YtmbiRwFewf7hd/9IogBPW36gcTNP3K0wIZs2luAiBcZZqhy8gqit8ciJdRfIkMnwHWOu6463pO/jqLy7K2c8T2/2DiI8iyCFQea22KKHN7zKf0p+FVc' +
    'DUnPBxi0tVXZ+UUO17VOn7YEe6xeitCWIBea0Ti3z0Pp7MRwOfsYDbV4vshdAq3S1hDUofmexzIGxwcT0iiwt53kgP2K4c7eyy1of8qXuZ98eRC66YwM9P0juBbfrMkZ2wj4TZl6xZEx' +
    'zhsbCuaDSFbrKwl3YYTEuQlpfqpHv6TumNxsl3IfHTvmQqUpkRpWeKdPDtmHrA/rKhROch/baurWJ6U+eCH7baGUnsXZLE2U3US6ZVohXqZtxfWCX29Qi6z2CK65pS8QmgrF182l1OXN' +
    'WA9ulSQ91uQ+uuPuEQAJIOsZqA2/nGZWClJZHbSJo4xXpiD9UPCdmtht/nNGHVXMRSMQWue/4K77Ts5Mwvo6aNbgWraFhNemAvoPiKiMAGYk/ZWQmgLlDBa5+sNTd4lweTC6t/w6509L' +
    'm4nSaR8D1tnRAWV/shpn09skUmkYd2MZQRPA9LI/i2UnQquZima6v5KuBKl6zuWkXEyhwNuMrjzIAsF6nPk1i04dlULzH3A9k20TbEj6C1yNqWBAAbCvZ6P3f/IYC16eVkmIKlIKjej+' +
    'y7g8QCHkV22oPeLc+n5BHS0JaowQiElGPOia4/uXfgXBL2KYkPbDdSAWogVm0EdCPTo0COTaD5DtPGQjwv9LFRnXTedofNGfAADl4uAVxuQvCQAB4AiAPAAAUS5JJbHEZ/sCAAAAAARZ' +
    'Wg==',
  zst:
    'KLUv/QRotSQAamZEDBpwT5YDkKDUh3H4qarCHClTkkmmZM9R//P7dsgAsgC0AI3Pb7l0yUXt7ZHaQ3bsitblEnFLQo+XOcISHlVqahGaKuVjmXiGITNesVNBlGmcnIW5iRjGLMpqQ0it' +
    'IF9vdIfBqaXWVmnSj/UY6kVnJR2J7MIxCDeyVWIiMcpck4gKWalYOrH407c59NCfsjjCUsm1Y0SDs9RKoRXx89AbcuZaV56sHTdusdioaqre4uF4LSk3AMFggCEaFFRocMDCIeIg4QCF' +
    'CRUOwXAQPxaHiMZfTneId2sdhwsRCEyQoACBgwoPCkBwoCBBcz02Ua/ESEdSVO10RUeVqj2KXKcLh8whjVC93i+bnkT7znLIyHZtNXnmS9SY4xmJTj0b2aokuzvb4IjW2pSQd7lQxRzK' +
    'CEPqOmUfkircOcZGUauVR353MWdObKRUi2VSErkzYguqqoaLqqL18liuYdSUhahVNUnVJdaItIoYRY31ovYnKs9PLrlpyA954qUislB5k+bxKKIOWul6KUwv1vz+xx965n6nL8rISxt+' +
    'jdkjKhvn8GeTXqiEJcVq0SiGgiwHFcWn1/76toh4GjX9O8KJYdEdBRtj0aV4EfoU3w4tMk759ZMJV6yYUSyCJFcNsSiK6K+SHaP5/obIZVomPd5ojhqDpoYdion579ohnUtJ4yMyQSFL' +
    '3KgMGjnW+KNY90/Mjs9HGhMSF6dY6xTFNzMVnUTS+mO+6/zElCu0hYrmvGYdT3gjMkWLIYn3UVLXoxO/VFwRmglniOsMYzZDFk2NxN7jEgcAAwJAaNBAwYIAAig8YCAhAhv7IqKhgQKD' +
    'BwwaGg4APlcFo2hYOoXulR+O3XFYgjp8UedJo3i5VHhCQ8NzQa/d8NQJEdmLMasVDQUxJKjkPdHKH4vd0cyYU9or8pUhlhWFxBkzLFmQ6N2n5a5DQ9WJlDiIKEQa/Ycp5cu8aaNP5fFp' +
    'M3S3+yq2heLJaDOG4rFsj/btdPu02V0traTKRI+0kT9KD1/1mxriT2gclpkVtWUrNSV0VTYSEkJ/WLWRau8BgmSoIkhdDi4FqUybAWIvSSWtAbILEIQrkOeU//+RNAba23JMy3HsHhGA' +
    'wFrI8IC1nAAimYmT+zMhhIPml0sEwyRIcXWEM9TACX61EBSiANsc+gcOiePWu4EY8FcKo0KwIREh0QO7PxKllDIkxCgpHhFNXmsIgU2YqyNuvkqcMI+psFgwOUhhSNjWtQ4W8O9H90ai' +
    'FELC8snCCEGjXrNCDHyQ+UzY+3eOSKEkqMEapTB85B8ihGgf5BgWYKBgtpH398LCKQtgAIqgQQ6BA04aJOc3R2xDyy5RGyNBEDCKQPItg6XP4/6gsoQPzalHk/ZQsPuv57P397P7l+ez' +
    '99uz+9fTs/f7s/vX87P3+5n71/OZ9/vZ3dfz2ff72f3X89nr+9l9+RO+Agbn9lOeqEb6KgqHDIXjmqKkpOAOjZCiFFaXEVkD+c31YyEEUpUn36x+LIQgq/Lkm+uPhRCkVAFLuASaD1kq' +
    't4b4Cgqct1CmtuxDhzk/0ABoLQdAQvMVIpzWBlXsmmM=',
  lzma:
    'CQQFAF0AAIAAADIZSf7XNKBoFMeqFw5qe05reYDDGd+2kjJ1AYvZ4tCgjsnJtPIYD4qIVQMC8mqzizIRys3MBqmtDib0+mBHInXUQJKbBp9gCPzZ8CAmEb+gvB5OIPAEcpT2EN/5viJX' +
    '1CVDMXeGYEvlVxqiR2yydlEVy2yvXjPSur0FYdBwmi9BbwbNjvi8swyd/G0BaIz4nY9F+InV4Mh6UipJ6cjXi1A8aillJBHUN9QLOxRr52nKgR/9jsMAx8iHxC49bgRrvz4HoVXo48XL' +
    '9aj1IE5YnVPZ6PoekraYQZhYdkrW/eivD0Cz5B//Muk3akGwcXJyWROuk7YZOJQn03c7R2Kd246QF9cUfDw2MpizILhLBSivF9vQ8D3DPQoc5kMKOZwPCC7Q3ZNoNJNMQeLLuHvO5Wmw' +
    '2Eh/SbdjOhIP3nKcpJKz3FmsMc50ET3vh85zYHzBS4o1n8YnqPK+qN7ClAQa+AmVC6rAT2HgJe4YFyoqZA5llPQ75I4A8aoAVoRdrD+P2hjpbKuoDoL1pAwXU/DwB3zzMXR18TWKUBqw' +
    '/Nxv4U7CQeMmadRRQn1gs1tEE0+Obe+S4k1JMjNbWGuyBe+xbSEGk0jncu3uYEkwkLGDMmTfkii633OYnyNIFLb/lzqBQr53SD7VymUuPpZe9UCEvJnQuY7A6kLNMrvvxqAC0Ddl+AMn' +
    'OF8BmR66We6fjB8K/0mnZLV0LWrHDXnw33kTpg1M1s+ujGyfZ6LR86b+fmkwIpBOJ9svotFg3XdCpQdVyZBKfKPwq7OzM71BhN9FPd03U5yjmUWiho2MrToDbvDTYwPnY5B4yGL8NpDs' +
    'FBoGnqcRpOXToKO61XTXnWHkpRFBKNRty8MtOXWusvczAN4bu0YI88EdSsaWsDx3OcxSF9L1Y9L6YICjwNhK0CpUkwGAqwlMAadPBr96aZFWF2mrE1ahzz1swG/m2yUb5NN+fDFEZHah' +
    'FTaxeFNcW3yucNvNLJ5kQOhkdNFUNXuUX1WfLsKVKBYax9xsDWzL+eVMwqDG+fQb3eqYML+BGBKU87ENGFCUxbNDTlffPlt6NFSmB7mom2GsTQHIp4NIvLOSItqUaIfRkUCADYCo7w8i' +
    'U/EuImtQrkx9ZV0XGg7A0uyXVfTGxuKZ5SHi+RguFDxep1xkaZg8Ib0CMPRH1aTZkrNm/QG5zdH3aPWNm4bbiGI+wv3bose6Ae4NXEeRvs0Fh87oRtMU5GfMRBm/Qq5G+fxJn+5NLLiC' +
    'gA0/IT6UcL8n6/+AReo7yXvEnu4QSaWYXLIwLjLgSbZo1N5omvtMWXvrD/xJ7pLoFqSlpMNfPkcHOvTXp86StbLlJ6AdHx56aAjG2os6akc+yjgSAgBHmV5L84yRydKm9KEIBBJcMEb7' +
    'J9oYH3/WnbDyjG7f4O0OsZW1R4Y2LdHpmAySjlTQGtH9ZYgjjL58ACtvKi+FS/JrApraDa9rQDH94ySG',
};
