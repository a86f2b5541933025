namespace DocExtract.Pages.Images.Decoding;

/// <summary>
/// As many decoders as pages are read at once, started when they are needed and replaced when they end. One that has a picture loaded
/// is asked for its further pages. Safe to use from several threads.
/// </summary>
internal sealed class DecoderPool(PageOptions options) : IDisposable
{
    /// <summary>After so many pictures a decoder is replaced: what a library leaks, or a picture left behind in it, ends with it.</summary>
    private const int MostPictures = 200;

    private readonly List<DecoderProcess> _idle = [];
    private readonly SemaphoreSlim _slots = new(Math.Max(1, options.Parallelism));
    private readonly Lock _gate = new();

    /// <summary>Works with a decoder that has <paramref name="picture"/> loaded.</summary>
    /// <exception cref="Sources.DocumentRejectedException">The picture is damaged, or its decoder ended twice over it.</exception>
    /// <exception cref="IOException">There is no decoder.</exception>
    public T Use<T>(EncodedPicture picture, Func<DecoderProcess, T> work, CancellationToken cancellationToken)
    {
        _slots.Wait(cancellationToken);
        try
        {
            return Try(picture, work, cancellationToken);
        }
        catch (DecoderLostException)
        {
            // The system may have ended it for want of memory; a picture that kills its decoder does so again.
            return TryAgain(picture, work, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose()
    {
        _idle.ForEach(decoder => decoder.Dispose());
        _slots.Dispose();
    }

    private T TryAgain<T>(EncodedPicture picture, Func<DecoderProcess, T> work, CancellationToken cancellationToken)
    {
        try
        {
            return Try(picture, work, cancellationToken);
        }
        catch (DecoderLostException lost)
        {
            throw PictureRefusals.Broken(lost);
        }
    }

    private T Try<T>(EncodedPicture picture, Func<DecoderProcess, T> work, CancellationToken cancellationToken)
    {
        var decoder = Take(picture) ?? DecoderProcess.Start(options, cancellationToken);
        try
        {
            if (decoder.Loaded != picture)
            {
                decoder.Load(picture, cancellationToken);
            }

            return work(decoder);
        }
        finally
        {
            Return(decoder);
        }
    }

    private DecoderProcess? Take(EncodedPicture picture)
    {
        lock (_gate)
        {
            // Otherwise the one that has waited longest: the others' pictures may have further pages.
            var taken = _idle.FindLast(decoder => decoder.Loaded == picture) ?? _idle.FirstOrDefault();
            _ = taken is not null && _idle.Remove(taken);
            return taken;
        }
    }

    private void Return(DecoderProcess decoder)
    {
        if (!decoder.IsHealthy || decoder.Pictures >= MostPictures)
        {
            decoder.Dispose();
            return;
        }

        lock (_gate)
        {
            _idle.Add(decoder);
        }
    }
}
