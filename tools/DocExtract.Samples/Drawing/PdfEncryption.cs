using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DocExtract.Samples.Drawing;

/// <summary>
/// The standard security handler, revision 4 with 128-bit AES (ISO 32000-1, 7.6). One password opens the file. The algorithms are
/// the format's: MD5 and RC4 derive the key. Initial vectors come from the object number, so that the same bytes come out each time.
/// </summary>
internal sealed class PdfEncryption
{
    private const int Permissions = -4;

    /// <summary>ISO 32000-1, algorithm 2, step a.</summary>
    private static readonly byte[] Padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    private readonly byte[] _fileId;
    private readonly byte[] _key;
    private readonly byte[] _owner;

    public PdfEncryption(string password, string seed)
    {
        byte[] padded = [.. Encoding.ASCII.GetBytes(password).Concat(Padding).Take(32)];
        _fileId = Hash(Encoding.ASCII.GetBytes(seed));
        _owner = Chain(padded, Iterate(Hash(padded)));
        _key = Iterate(Hash([.. padded, .. _owner, .. BitConverter.GetBytes(Permissions), .. _fileId]));
    }

    public string FileId => Convert.ToHexString(_fileId);

    /// <summary>The encryption dictionary.</summary>
    public string Dictionary =>
        "<< /Filter /Standard /V 4 /R 4 /Length 128 /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >> /StmF /StdCF /StrF /StdCF "
        + $"/O <{Convert.ToHexString(_owner)}> /U <{Convert.ToHexString(UserCheck())}> /P {Permissions} >>";

    /// <summary>Algorithm 1: encrypts a string or stream of an object; the initial vector stands in front.</summary>
    public byte[] Encrypt(int number, byte[] plain)
    {
        byte[] objectKey = Hash([.. _key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), 0, 0, .. "sAlT"u8]);
        using var aes = Aes.Create();
        aes.Key = objectKey;
        byte[] vector = Hash([.. objectKey, .. BitConverter.GetBytes(plain.Length)]);
        return [.. vector, .. aes.EncryptCbc(plain, vector)];
    }

    /// <summary>Algorithm 5: by which a reader knows the right password.</summary>
    private byte[] UserCheck() => [.. Chain(Hash([.. Padding, .. _fileId]), _key), .. new byte[16]];

    private static byte[] Iterate(byte[] key)
    {
        for (int round = 0; round < 50; round++)
        {
            key = Hash(key);
        }

        return key;
    }

    /// <summary>Twenty rounds of RC4, the key of each combined with its number (algorithms 3 and 5).</summary>
    private static byte[] Chain(byte[] value, byte[] key)
    {
        for (int round = 0; round < 20; round++)
        {
            value = Rc4(value, [.. key.Select(b => (byte)(b ^ round))]);
        }

        return value;
    }

    private static byte[] Rc4(byte[] value, byte[] key)
    {
        byte[] state = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        byte[] result = new byte[value.Length];
        for (int n = 0, i = 0, j = 0; n < value.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            result[n] = (byte)(value[n] ^ state[(state[i] + state[j]) & 255]);
        }

        return result;
    }

    [SuppressMessage("Security", "CA5351", Justification = "ISO 32000-1, 7.6.3.3 prescribes MD5.")]
    private static byte[] Hash(byte[] value) => MD5.HashData(value);
}
