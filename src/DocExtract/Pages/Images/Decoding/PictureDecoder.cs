using DocExtract.Sources;
using ImageMagick;
using NetVips;

namespace DocExtract.Pages.Images.Decoding;

/// <summary>
/// The other end of the pipe: a process that does nothing but turn the bytes of pictures into pixels. libvips and ImageMagick read
/// what strangers made, and a bug in them costs only this process. It has a limit on memory, ends with the process that started
/// it, and knows nothing of it but the pictures.
/// </summary>
public static class PictureDecoder
{
    /// <summary>The verb by which an executable becomes a decoder; followed by the bytes of memory it may take.</summary>
    public const string Verb = "decode-pictures";

    /// <summary>Answers requests on standard input until that ends.</summary>
    /// <param name="memory">Bytes it may take beyond what it has at its start.</param>
    public static int Run(long memory)
    {
        Confinement.EndWithParent();
        Confinement.IgnoreTerminal();
        Confinement.WidenPipes();
        Confinement.LimitMemory(memory);
        using var input = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);
        using var output = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        Run(input, output);
        return 0;
    }

    private static void Run(Stream input, Stream output)
    {
        using var reader = new BinaryReader(input);
        using var writer = new BinaryWriter(output);
        writer.Write((byte)DecoderStatus.Ready);
        var (kind, content) = (SourceKind.Png, Array.Empty<byte>());
        for (int request = input.ReadByte(); request >= 0; request = input.ReadByte())
        {
            switch ((DecoderRequest)request)
            {
                case DecoderRequest.Load:
                    kind = (SourceKind)reader.ReadByte();
                    content = GC.AllocateUninitializedArray<byte>(reader.ReadInt32());
                    input.ReadExactly(content);
                    break;
                case DecoderRequest.Measure:
                    int mostPages = reader.ReadInt32();
                    Answer(writer, () => Measure(writer, kind, content, mostPages));
                    break;
                case DecoderRequest.Decode:
                    var (page, mostPixels) = (reader.ReadInt32(), reader.ReadDouble());
                    Answer(writer, () => Decode(writer, kind, content, page, mostPixels));
                    break;
                default:
                    throw new InvalidDataException($"No request is numbered {request}.");
            }
        }
    }

    private static void Answer(BinaryWriter writer, Action answer)
    {
        try
        {
            answer();
        }
        catch (Exception e) when (e is VipsException or MagickException)
        {
            writer.Write((byte)DecoderStatus.Damaged);
        }
    }

    private static void Measure(BinaryWriter writer, SourceKind kind, byte[] content, int mostPages)
    {
        var sizes = IsMagick(kind) ? Magick.Measure(kind, content) : Vips.Measure(kind, content, mostPages);
        writer.Write((byte)DecoderStatus.Done);
        writer.Write(sizes.Count);
        foreach (var (width, height) in sizes.Sizes)
        {
            writer.Write(width);
            writer.Write(height);
        }
    }

    private static void Decode(BinaryWriter writer, SourceKind kind, byte[] content, int page, double mostPixels)
    {
        void Send(int width, int height, double? dpi, ReadOnlySpan<byte> rgb)
        {
            writer.Write((byte)DecoderStatus.Done);
            writer.Write(width);
            writer.Write(height);
            writer.Write(dpi ?? double.NaN);
            writer.Write(rgb);
        }

        if (IsMagick(kind))
        {
            Magick.Decode(kind, content, Send);
        }
        else
        {
            Vips.Decode(kind, content, page, mostPixels, Send);
        }
    }

    private static bool IsMagick(SourceKind kind) => kind is SourceKind.Heic or SourceKind.Bmp;
}
