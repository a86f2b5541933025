using System.Diagnostics;
using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// What PdfPig may spend on one document. It has no limits of its own, but asks for filters whenever it opens a stream (also one
/// without filters) and hands over every character: there it is stopped.
/// </summary>
internal sealed class TextFence(TimeSpan time, CancellationToken cancellationToken) : IFilterProvider
{
    private const int MaxGlyphsAPage = 100_000;
    private const long MaxDecodedBytes = 256L << 20;

    /// <summary>The most that Deflate can pack (1032 : 1) and LZW too (a code of 12 bits for 4096 bytes), rounded up.</summary>
    private const long LargestRatio = 2800;

    private readonly long _started = Stopwatch.GetTimestamp();
    private volatile bool _closed;
    private long _decodedBytes;
    private int _glyphs;

    /// <summary>Stops PdfPig at its next step; nobody waits for it any more.</summary>
    public void Close() => _closed = true;

    public void NextPage() => _glyphs = 0;

    public void CountGlyph()
    {
        if (++_glyphs > MaxGlyphsAPage)
        {
            throw new TextFenceException("too many characters on a page");
        }

        Check();
    }

    public void Check()
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_closed || Stopwatch.GetElapsedTime(_started) > time)
        {
            throw new TextFenceException("took too long");
        }
    }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Fenced(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Fenced(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => DefaultFilterProvider.Instance.GetAllFilters();

    private List<IFilter> Fenced(IReadOnlyList<IFilter> filters)
    {
        Check();
        return [.. filters.Select(filter => new FencedFilter(filter, this))];
    }

    private Memory<byte> Count(Memory<byte> decoded)
    {
        Check();
        _decodedBytes += decoded.Length;
        return _decodedBytes <= MaxDecodedBytes ? decoded : throw TooManyBytes();
    }

    /// <summary>Refuses a stream that would unpack beyond the limit, before it does.</summary>
    private void CheckBomb(IFilter filter, Memory<byte> input)
    {
        long left = MaxDecodedBytes - _decodedBytes;
        if (input.Length * LargestRatio <= left)
        {
            return;
        }

        if (filter is not FlateFilter)
        {
            throw TooManyBytes();
        }

        using var packed = new MemoryStream(input.ToArray());
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = unpacked.Read(buffer)) > 0; left -= read)
        {
            _ = left >= 0 ? 0 : throw TooManyBytes();
        }
    }

    private static TextFenceException TooManyBytes() => new("unpacks to too many bytes");

    private sealed class FencedFilter(IFilter inner, TextFence fence) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            fence.CheckBomb(inner, input);
            return fence.Count(inner.Decode(input, streamDictionary, filterProvider, filterIndex));
        }
    }
}

/// <summary>PdfPig was stopped: the page has more, or takes longer, than any page worth reading.</summary>
internal sealed class TextFenceException(string reason) : Exception($"The text layer was given up: {reason}.");
