package pdftext

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"math/bits"

	"github.com/ledongthuc/pdf"
)

// A decrypter turns the data of the stream of object num into clear data.
type decrypter func(num, gen int, data []byte) []byte

// unlocker reads the encryption dictionary and works out the key that an empty
// password gives (PDF 32000-2, 7.6). It fails with [ErrLocked] where the empty
// password is not the one. The result is nil where streams are not encrypted.
//
// Only streams are decrypted: strings outside them hold no text of pages.
func (r *repaired) unlocker() (dec decrypter, err error) {
	doc, err := r.open("/Locked " + r.locked)
	if err != nil {
		return nil, err
	}
	err = guard(func() error {
		dec, err = lock{id: r.id}.open(doc.Trailer().Key("Locked"))
		return err
	})
	return dec, err
}

// A lock is what the encryption dictionary says.
type lock struct {
	version, revision int
	o, u, ue, id      []byte
	permissions       uint32
	metadata          bool
	method            string // "V2" is RC4
}

func (l lock) open(v pdf.Value) (decrypter, error) {
	if f := v.Key("Filter").Name(); f != "Standard" {
		return nil, fmt.Errorf("%w (by the method %q)", ErrLocked, f)
	}
	l.version, l.revision = int(v.Key("V").Int64()), int(v.Key("R").Int64())
	l.o, l.u, l.ue = []byte(v.Key("O").RawString()), []byte(v.Key("U").RawString()), []byte(v.Key("UE").RawString())
	l.permissions = uint32(v.Key("P").Int64())
	l.metadata = v.Key("EncryptMetadata").Kind() != pdf.Bool || v.Key("EncryptMetadata").Bool()
	l.method = "V2"
	if l.version >= 4 {
		name := v.Key("StmF").Name()
		l.method = v.Key("CF").Key(name).Key("CFM").Name()
		if name == "" || name == "Identity" || l.method == "None" {
			return nil, nil
		}
	}
	if l.revision >= 5 {
		key, ok := l.key256()
		if !ok {
			return nil, ErrLocked
		}
		return func(_, _ int, data []byte) []byte { return decryptAES(key, data) }, nil
	}
	for _, n := range []int{int(v.Key("Length").Int64()) / 8, 16, 5} {
		if n < 5 || n > 16 || l.revision < 3 && n != 5 {
			continue
		}
		if key := l.key(n); l.opens(key) {
			return l.byObject(key), nil
		}
		if key := l.damagedKey(n); key != nil {
			return l.byObject(key), nil
		}
	}
	return nil, ErrLocked
}

// damagedKey is the key of a dictionary in which one bit was turned; nil where
// none gives one that opens.
func (l lock) damagedKey(n int) []byte {
	if len(l.o) < 32 {
		return nil
	}
	o, id := bytes.Clone(l.o), bytes.Clone(l.id)
	for bit := range 8 * (32 + len(id) + 4) {
		d := l
		d.o, d.id = o, id
		at, turn := bit/8, byte(1)<<(bit%8)
		switch {
		case at < 32:
			o[at] ^= turn
		case at < 32+len(id):
			id[at-32] ^= turn
		default:
			d.permissions ^= 1 << (bit - 8*(32+len(id)))
		}
		if key := d.key(n); d.opens(key) {
			return key
		}
		switch {
		case at < 32:
			o[at] ^= turn
		case at < 32+len(id):
			id[at-32] ^= turn
		}
	}
	return nil
}

// nearly: a and b differ in fewer bits than two that have nothing to do with
// each other ever would; of those, half differ.
func nearly(a, b []byte) bool {
	off := 0
	for i := range a {
		off += bits.OnesCount8(a[i] ^ b[i])
	}
	return off*16 <= len(a)*8/2
}

// padding stands for the bytes that an empty password lacks (algorithm 2).
var padding = []byte{
	0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
	0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
}

// key is algorithm 2: the file's key of n bytes.
func (l lock) key(n int) []byte {
	h := md5.New()
	h.Write(padding)
	h.Write(l.o[:min(len(l.o), 32)])
	p := l.permissions
	h.Write([]byte{byte(p), byte(p >> 8), byte(p >> 16), byte(p >> 24)})
	h.Write(l.id)
	if l.revision >= 4 && !l.metadata {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)
	if l.revision >= 3 {
		for range 50 {
			sum := md5.Sum(key[:n])
			key = sum[:]
		}
	}
	return key[:n]
}

// opens checks a key against the dictionary (algorithms 4 to 6).
func (l lock) opens(key []byte) bool {
	if l.revision < 3 {
		return len(l.u) >= 32 && nearly(arc4(key, padding), l.u[:32])
	}
	sum := md5.Sum(append(bytes.Clone(padding), l.id...))
	u := sum[:]
	for i := range 20 {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		u = arc4(k, u)
	}
	return len(l.u) >= 16 && nearly(u[:16], l.u[:16])
}

// byObject decrypts each stream with a key of its own (algorithm 1).
func (l lock) byObject(key []byte) decrypter {
	aesv2 := l.method == "AESV2"
	return func(num, gen int, data []byte) []byte {
		k := append(bytes.Clone(key), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
		if aesv2 {
			k = append(k, "sAlT"...)
		}
		sum := md5.Sum(k)
		k = sum[:min(len(key)+5, 16)]
		if aesv2 {
			return decryptAES(k, data)
		}
		return arc4(k, data)
	}
}

func arc4(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return data // unreachable: keys have 5 to 16 bytes
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// decryptAES decrypts data that opens with its starting block and ends padded.
func decryptAES(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	out := bytes.Clone(data[aes.BlockSize:])
	out = out[:len(out)/aes.BlockSize*aes.BlockSize]
	cipher.NewCBCDecrypter(block, data[:aes.BlockSize]).CryptBlocks(out, out)
	if n := int(out[len(out)-1]); n >= 1 && n <= aes.BlockSize {
		out = out[:len(out)-n]
	}
	return out
}

// key256 is algorithm 2.A: the file's key of revisions 5 and 6.
func (l lock) key256() ([]byte, bool) {
	if len(l.u) < 48 || len(l.ue) < 32 || !bytes.Equal(l.hash(l.u[32:40]), l.u[:32]) {
		return nil, false
	}
	block, err := aes.NewCipher(l.hash(l.u[40:48]))
	if err != nil {
		return nil, false // unreachable: a hash has 32 bytes
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, l.ue[:32])
	return key, true
}

// hash is algorithm 2.B with an empty password.
func (l lock) hash(salt []byte) []byte {
	first := sha256.Sum256(salt)
	k := first[:]
	if l.revision == 5 {
		return k
	}
	for i := 0; ; i++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil // unreachable: the key has 16 bytes
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		sum := 0
		for _, c := range e[:16] {
			sum += int(c) // 256 leaves 1 when divided by 3
		}
		switch sum % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}
