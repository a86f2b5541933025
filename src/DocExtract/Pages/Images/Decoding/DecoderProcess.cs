using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using DocExtract.Sources;

namespace DocExtract.Pages.Images.Decoding;

/// <summary>
/// One decoder process seen from here, with at most one picture loaded. Not safe for several threads at once.
/// </summary>
internal sealed class DecoderProcess : IDisposable
{
    /// <summary>A busy machine takes its time to start a process; it is no fault of the picture that asked for it.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly TimeSpan _timeout;
    private readonly BinaryWriter _requests;
    private readonly BinaryReader _answers;

    private DecoderProcess(Process process, TimeSpan timeout)
    {
        (_process, _timeout) = (process, timeout);
        (_requests, _answers) = (new BinaryWriter(process.StandardInput.BaseStream), new BinaryReader(process.StandardOutput.BaseStream));
    }

    /// <summary>The picture it holds.</summary>
    public EncodedPicture? Loaded { get; private set; }

    /// <summary>Pictures it was given so far.</summary>
    public int Pictures { get; private set; }

    /// <summary>Whether it stands between two requests; otherwise its state is unknown: dispose it.</summary>
    public bool IsHealthy { get; private set; }

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <exception cref="IOException">There is no such program, or it is no decoder: no fault of any picture.</exception>
    public static DecoderProcess Start(PageOptions options, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(options.PictureDecoder, [PictureDecoder.Verb, options.PictureBytes.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        DecoderEnvironment.Reduce(start.Environment, options.PictureBytes);
        DecoderProcess? decoder = null;
        try
        {
            decoder = new DecoderProcess(Process.Start(start)!, options.RenderTimeout);

            // What a dying library says of itself helps nobody who reads the worker's log, and may quote the picture.
            decoder._process.ErrorDataReceived += (_, _) => { };
            decoder._process.BeginErrorReadLine();
            return decoder.Ask(decoder._answers.ReadByte, StartTimeout, cancellationToken) == (byte)DecoderStatus.Ready ? decoder : throw new DecoderLostException();
        }
        catch (Exception failure) when (failure is Win32Exception or DecoderLostException or DocumentRejectedException)
        {
            decoder?.Dispose();
            throw new IOException(
                $"Pictures are decoded by a process of their own, and {options.PictureDecoder} cannot be started as one. Set Extraction:Pages:PictureDecoder to the executable docextract.",
                failure);
        }
        catch
        {
            decoder?.Dispose();
            throw;
        }
    }

    /// <summary>Hands a picture over.</summary>
    public void Load(EncodedPicture picture, CancellationToken cancellationToken)
    {
        Ask(
            () =>
            {
                Request(DecoderRequest.Load, writer =>
                {
                    writer.Write((byte)picture.Kind);
                    writer.Write(picture.Content.Length);
                    writer.Write(picture.Content.Span);
                });
                return 0;
            },
            cancellationToken);
        (Loaded, Pictures) = (picture, Pictures + 1);
    }

    /// <summary>Number of pictures and, of no more than <paramref name="mostPages"/>, their sizes.</summary>
    /// <exception cref="DocumentRejectedException">Damaged, or endless.</exception>
    public PictureSizes Measure(int mostPages, CancellationToken cancellationToken) => Ask(
        () =>
        {
            Request(DecoderRequest.Measure, writer => writer.Write(mostPages));
            AwaitDone();
            int count = _answers.ReadInt32();
            List<(int, int)> sizes = [];
            for (int i = 0; i < count && count <= mostPages; i++)
            {
                sizes.Add((_answers.ReadInt32(), _answers.ReadInt32()));
            }

            return count >= 0 ? new PictureSizes(count, sizes) : throw new DecoderLostException();
        },
        cancellationToken);

    /// <summary>Decodes a page.</summary>
    /// <param name="page">From 0.</param>
    /// <param name="mostPixels">A larger picture is made smaller.</param>
    /// <param name="check">Told the size before there is room made for it: what comes out of a decoder is not believed.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="DocumentRejectedException">Damaged, or endless.</exception>
    public PixelImage Decode(int page, double mostPixels, Action<int, int> check, CancellationToken cancellationToken) => Ask(
        () =>
        {
            Request(DecoderRequest.Decode, writer =>
            {
                writer.Write(page);
                writer.Write(mostPixels);
            });
            AwaitDone();
            var (width, height, dpi) = (_answers.ReadInt32(), _answers.ReadInt32(), _answers.ReadDouble());
            check(width, height);
            byte[] rgb = GC.AllocateUninitializedArray<byte>(width > 0 && height > 0 ? width * height * 3 : throw new DecoderLostException());
            _answers.BaseStream.ReadExactly(rgb);
            return new PixelImage(width, height, rgb, double.IsFinite(dpi) ? dpi : null);
        },
        cancellationToken);

    public void Dispose()
    {
        // Closing its input would do; a decoder that is caught in a picture, or was taken over by one, is not asked.
        Kill();
        _process.Dispose();
    }

    private T Ask<T>(Func<T> work, CancellationToken cancellationToken) => Ask(work, _timeout, cancellationToken);

    /// <summary>One deadline for everything <paramref name="work"/> does; when it passes, or the work is cancelled, the process ends.</summary>
    private T Ask<T>(Func<T> work, TimeSpan timeout, CancellationToken cancellationToken)
    {
        IsHealthy = false;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(timeout);
        using var killing = end.Token.Register(Kill);
        try
        {
            T result = work();
            killing.Dispose();
            IsHealthy = !end.IsCancellationRequested;
            return result;
        }
        catch (IOException broken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw end.IsCancellationRequested ? PictureRefusals.Endless(timeout, broken) : new DecoderLostException(broken);
        }
    }

    private void Request(DecoderRequest request, Action<BinaryWriter> parameters)
    {
        _requests.Write((byte)request);
        parameters(_requests);
        _requests.Flush();
    }

    private void AwaitDone()
    {
        switch ((DecoderStatus)_answers.ReadByte())
        {
            case DecoderStatus.Done:
                break;
            case DecoderStatus.Damaged:
                IsHealthy = true;
                throw PictureRefusals.Damaged();
            default:
                throw new DecoderLostException();
        }
    }

    private void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or was disposed of, in this very moment.
        }
    }
}
