using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace DocExtract.Fuzz.Inputs;

/// <summary>Damages files. The same number gives the same damage, so that whatever fails can be made again.</summary>
/// <param name="seeds">Whole files.</param>
/// <param name="tokens">What means something in files of this kind.</param>
/// <param name="isText">Whether they are texts: most damage is then done to values, since a reader sees little of a text that is none of its kind any more.</param>
/// <param name="seed">Tells which damages.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> tokens, bool isText, int seed)
{
    private const int MostChanges = 6;
    private const int MostGrowth = 1 << 16;

    private static readonly byte[] Opening = [.. ">\":("u8];
    private static readonly byte[] Closing = [.. "<\",)"u8];

    private static readonly byte[] Loud = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF, (byte)' ', (byte)'\n'];

    private static readonly uint[] Lengths = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFF0, 0xFFFFFFFF];

    private static readonly string[] Numbers =
        ["0", "-1", "1", "65536", "2147483647", "-2147483648", "4294967296", "99999999999999999999999999999999", "1e999", "0.0000000000000000000000000001"];

    /// <summary>The damaged file of that number.</summary>
    public byte[] Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        byte[] file = seeds[random.Next(seeds.Count)];
        int changes = 1 + random.Next(1 + random.Next(MostChanges));
        for (int i = 0; i < changes; i++)
        {
            file = file.Length == 0 ? tokens[random.Next(tokens.Count)] : Change(file, random);
        }

        return file;
    }

    private byte[] Change(byte[] file, Random random) => random.Next(isText ? 30 : 11) switch
    {
        >= 20 => Revalue(file, random),
        >= 11 => Renumber(file, random),
        0 or 1 => Set(file, random.Next(file.Length), (byte)(file[random.Next(file.Length)] ^ (1 << random.Next(8)))),
        2 => Set(file, random.Next(file.Length), Loud[random.Next(Loud.Length)]),
        3 => Overwrite(file, random.Next(file.Length), Length(random)),
        4 => file[..random.Next(file.Length)],
        5 => Splice(file, seeds[random.Next(seeds.Count)], random),
        6 => Repeat(file, random),
        7 => Without(file, random),
        8 => Insert(file, random.Next(file.Length + 1), tokens[random.Next(tokens.Count)]),
        9 => Overwrite(file, random.Next(file.Length), tokens[random.Next(tokens.Count)]),
        _ => Renumber(file, random),
    };

    private static byte[] Set(byte[] file, int at, byte value)
    {
        byte[] changed = [.. file];
        changed[at] = value;
        return changed;
    }

    private static byte[] Overwrite(byte[] file, int at, byte[] with)
    {
        byte[] changed = [.. file];
        with.AsSpan(0, Math.Min(with.Length, file.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static byte[] Insert(byte[] file, int at, byte[] what) => [.. file[..at], .. what, .. file[at..]];

    /// <summary>A length or an offset as it might stand in a header, in either order of bytes.</summary>
    private static byte[] Length(Random random)
    {
        byte[] length = new byte[random.Next(2) == 0 ? 4 : 2];
        uint value = Lengths[random.Next(Lengths.Length)];
        switch (length.Length, random.Next(2))
        {
            case (4, 0):
                BinaryPrimitives.WriteUInt32BigEndian(length, value);
                break;
            case (4, _):
                BinaryPrimitives.WriteUInt32LittleEndian(length, value);
                break;
            case (_, 0):
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)value);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)value);
                break;
        }

        return length;
    }

    private static byte[] Splice(byte[] head, byte[] tail, Random random) =>
        tail.Length == 0 ? head : [.. head[..random.Next(head.Length)], .. tail[random.Next(tail.Length)..]];

    private static byte[] Repeat(byte[] file, Random random)
    {
        var (from, to) = Range(file, random);
        int times = Math.Min(1 + random.Next(64), Math.Max(1, MostGrowth / (to - from)));
        return [.. file[..to], .. Enumerable.Repeat(file[from..to], times).SelectMany(part => part), .. file[to..]];
    }

    private static byte[] Without(byte[] file, Random random)
    {
        var (from, to) = Range(file, random);
        return [.. file[..from], .. file[to..]];
    }

    private static (int From, int To) Range(byte[] file, Random random)
    {
        int from = random.Next(file.Length);
        return (from, Math.Min(file.Length, from + 1 + random.Next(256)));
    }

    /// <summary>Puts something else between two marks.</summary>
    private byte[] Revalue(byte[] file, Random random)
    {
        int start = random.Next(file.Length), from = file.AsSpan(start).IndexOfAny(Opening) + start + 1;
        int length = from <= start ? -1 : file.AsSpan(from).IndexOfAny(Closing);
        return length < 0 ? file : [.. file[..from], .. tokens[random.Next(tokens.Count)], .. file[(from + length)..]];
    }

    /// <summary>Puts another number where one is written in digits.</summary>
    private static byte[] Renumber(byte[] file, Random random)
    {
        int start = random.Next(file.Length), at = file.AsSpan(start).IndexOfAnyInRange((byte)'0', (byte)'9') + start;
        int length = at < start ? 0 : file.AsSpan(at).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        string number = random.Next(3) == 0 ? random.Next().ToString(CultureInfo.InvariantCulture) : Numbers[random.Next(Numbers.Length)];
        return length <= 0 ? file : [.. file[..at], .. Encoding.ASCII.GetBytes(number), .. file[(at + length)..]];
    }
}
