using System.Buffers.Binary;

namespace DocExtract.Pages.Ocr.Onnx;

/// <summary>A field of a protobuf message as it stands in the file.</summary>
/// <param name="Number">Which field.</param>
/// <param name="Whole">The field with its tag, to be copied as it is.</param>
/// <param name="Content">What a length-delimited field holds; the bytes of any other value.</param>
internal readonly record struct WireField(int Number, ReadOnlyMemory<byte> Whole, ReadOnlyMemory<byte> Content)
{
    public long Integer => Wire.ReadInteger(Content.Span, out _);

    public string Text => System.Text.Encoding.UTF8.GetString(Content.Span);
}

/// <summary>As much of protobuf's wire format as a model file needs (protobuf.dev/programming-guides/encoding).</summary>
internal static class Wire
{
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    /// <exception cref="InvalidDataException">Not protobuf.</exception>
    public static IEnumerable<WireField> Fields(ReadOnlyMemory<byte> message)
    {
        for (int at = 0; at < message.Length;)
        {
            int start = at;
            long tag = ReadInteger(message.Span[at..], out int length);
            at += length;
            int from = at;
            switch (tag & 7)
            {
                case 0:
                    ReadInteger(message.Span[at..], out length);
                    at += length;
                    break;
                case Delimited:
                    long size = ReadInteger(message.Span[at..], out length);
                    from = at + length;
                    at = checked((int)(from + size));
                    break;
                case Fixed32:
                    at += sizeof(int);
                    break;
                case Fixed64:
                    at += sizeof(long);
                    break;
                default:
                    throw new InvalidDataException("The model file is damaged.");
            }

            yield return new WireField((int)(tag >> 3), message[start..at], message[from..at]);
        }
    }

    /// <summary>A number in groups of seven bits, the lowest first.</summary>
    public static long ReadInteger(ReadOnlySpan<byte> bytes, out int length)
    {
        ulong value = 0;
        length = 0;
        do
        {
            value |= (ulong)(bytes[length] & 127) << (7 * length);
        }
        while (bytes[length++] >= 128);
        return (long)value;
    }

    public static void WriteInteger(Stream target, int number, long value)
    {
        WriteNumber(target, (ulong)number << 3);
        WriteNumber(target, (ulong)value);
    }

    public static void WriteFloat(Stream target, int number, float value)
    {
        WriteNumber(target, ((ulong)number << 3) | Fixed32);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        target.Write(bytes);
    }

    public static void WriteText(Stream target, int number, string text) => WriteBytes(target, number, System.Text.Encoding.UTF8.GetBytes(text));

    public static void WriteBytes(Stream target, int number, ReadOnlySpan<byte> content)
    {
        WriteNumber(target, ((ulong)number << 3) | Delimited);
        WriteNumber(target, (ulong)content.Length);
        target.Write(content);
    }

    /// <summary>A field that is a message of its own.</summary>
    public static void WriteMessage(Stream target, int number, Action<Stream> write)
    {
        using var message = new MemoryStream();
        write(message);
        WriteBytes(target, number, message.GetBuffer().AsSpan(0, (int)message.Length));
    }

    private static void WriteNumber(Stream target, ulong value)
    {
        for (; value >= 128; value >>= 7)
        {
            target.WriteByte((byte)(value | 128));
        }

        target.WriteByte((byte)value);
    }
}
