using System.Diagnostics;
using DocExtract.Pages;
using DocExtract.Pages.Images;
using DocExtract.Pages.Images.Decoding;
using DocExtract.Sources;
using NetVips;

namespace DocExtract.Tests.Pages.Images;

/// <summary>Whatever happens to the process that decodes a picture costs at most that picture.</summary>
public sealed class PictureDecoderTests
{
    [Fact]
    public void A_decoder_that_dies_once_is_replaced_and_the_picture_is_read()
    {
        using var pool = new DecoderPool(Some.PageOptions);
        int times = 0;

        var sizes = pool.Use(
            Encoded(Some.Picture()),
            decoder =>
            {
                if (times++ == 0)
                {
                    Process.GetProcessById(decoder.Id).Kill();
                }

                return decoder.Measure(1, CancellationToken.None);
            },
            CancellationToken.None);

        Assert.Equal((2, (80, 40)), (times, Assert.Single(sizes.Sizes)));
    }

    [Fact]
    public void A_picture_that_kills_its_decoder_twice_is_corrupt_and_the_next_is_read()
    {
        using var pool = new DecoderPool(Some.PageOptions);

        var refusal = Assert.Throws<DocumentRejectedException>(() => pool.Use(
            Encoded(Some.Picture()),
            decoder =>
            {
                Process.GetProcessById(decoder.Id).Kill();
                return decoder.Measure(1, CancellationToken.None);
            },
            CancellationToken.None));

        Assert.Equal(RejectionCode.Corrupt, refusal.Code);
        Assert.Equal((80, 40), Assert.Single(pool.Use(Encoded(Some.Picture()), decoder => decoder.Measure(1, CancellationToken.None), CancellationToken.None).Sizes));
    }

    [Fact]
    public void A_picture_that_takes_too_long_is_given_up_and_the_next_is_read()
    {
        using var impostor = Impostor.ThatHangsOnce();
        using var opener = new DocumentOpener(Some.PageOptions with { PictureDecoder = impostor.Path, RenderTimeout = TimeSpan.FromSeconds(3) }, new SourceLimits());

        var refusal = Assert.Throws<DocumentRejectedException>(() => Open(opener, Some.Picture().PngsaveBuffer()));

        Assert.Equal(RejectionCode.Corrupt, refusal.Code);
        Assert.Contains("does not end", refusal.Message, StringComparison.Ordinal);
        AssertHealthy(opener);
    }

    [Fact]
    public void Cancelling_ends_a_picture_at_once_and_the_next_is_read()
    {
        using var impostor = Impostor.ThatHangsOnce();
        using var opener = new DocumentOpener(Some.PageOptions with { PictureDecoder = impostor.Path }, new SourceLimits());
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        long started = TimeProvider.System.GetTimestamp();

        Assert.ThrowsAny<OperationCanceledException>(() => opener.Open(Some.Source(Some.Picture().PngsaveBuffer()), cancellation.Token));

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
        AssertHealthy(opener);
    }

    [Fact]
    public void A_picture_that_outgrows_the_memory_of_its_decoder_is_corrupt_and_the_next_is_read()
    {
        using var opener = new DocumentOpener(Some.PageOptions with { PictureBytes = 128L << 20 }, new SourceLimits());
        using var huge = Image.Black(10_000, 9_000);
        var page = Open(opener, huge.PngsaveBuffer(bitdepth: 1));

        // macOS has no such limit.
        var refusal = OperatingSystem.IsLinux() ? Record.Exception(() => page.Render(300, CancellationToken.None)) : PictureRefusals.Damaged();

        Assert.Equal(RejectionCode.Corrupt, Assert.IsType<DocumentRejectedException>(refusal).Code);
        AssertHealthy(opener);
    }

    [Theory]
    [InlineData("a picture of two billion pixels a side", @"\001\377\377\377\177\377\377\377\177\000\000\000\000\000\000\000\000", RejectionCode.TooLarge)]
    [InlineData("a picture without pixels", @"\001\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000", RejectionCode.Corrupt)]
    [InlineData("an answer that does not exist", @"\077", RejectionCode.Corrupt)]
    [InlineData("half an answer", @"\001\000", RejectionCode.Corrupt)]
    public void A_decoder_that_was_taken_over_is_not_believed(string answers, string bytes, RejectionCode code)
    {
        Assert.NotEmpty(answers);
        using var impostor = new Impostor($"printf '\\122'; head -c 6 >/dev/null; printf '{bytes}'");
        using var pool = new DecoderPool(Some.PageOptions with { PictureDecoder = impostor.Path });

        var refusal = Assert.Throws<DocumentRejectedException>(() => pool.Use(
            Encoded(Some.Picture()),
            decoder => decoder.Decode(0, 1e6, (width, height) => new SourceLimits().CheckPixels(width, height, 1), CancellationToken.None),
            CancellationToken.None));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public void A_decoder_learns_no_secret_of_the_worker()
    {
        using var impostor = new Impostor("env > \"$0.env\"");
        string name = $"DocExtractTest__{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(name, "a connection string");
        using var pool = new DecoderPool(Some.PageOptions with { PictureDecoder = impostor.Path });

        Assert.ThrowsAny<IOException>(() => pool.Use(Encoded(Some.Picture()), decoder => 0, CancellationToken.None));

        string learnt = File.ReadAllText($"{impostor.Path}.env");
        Assert.Contains("DOTNET_EnableDiagnostics=0", learnt, StringComparison.Ordinal);
        Assert.DoesNotContain(name, learnt, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(name, null);
    }

    [Fact]
    public void A_missing_decoder_is_no_fault_of_the_picture_and_the_message_names_the_setting()
    {
        using var opener = new DocumentOpener(Some.PageOptions with { PictureDecoder = "/nowhere/docextract" }, new SourceLimits());

        var failure = Assert.ThrowsAny<IOException>(() => Open(opener, Some.Picture().PngsaveBuffer()));

        Assert.Contains("Extraction:Pages:PictureDecoder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decoder_is_replaced_after_some_hundred_pictures()
    {
        using var pool = new DecoderPool(Some.PageOptions with { Parallelism = 1 });
        byte[] png = Some.Picture().PngsaveBuffer();

        int[] ids = [.. Enumerable.Range(0, 250).Select(_ => pool.Use(new EncodedPicture(SourceKind.Png, png), decoder => decoder.Id, CancellationToken.None))];

        Assert.Equal(2, ids.Distinct().Count());
    }

    private static Page Open(DocumentOpener opener, byte[] content) => opener.Open(Some.Source(content), CancellationToken.None).Pages[0];

    private static void AssertHealthy(DocumentOpener opener) =>
        Assert.Equal(80, Open(opener, Some.Picture().PngsaveBuffer()).Render(300, CancellationToken.None).Width);

    private static EncodedPicture Encoded(Image picture) => new(SourceKind.Png, picture.PngsaveBuffer());

    /// <summary>A program that stands in for the decoder.</summary>
    private sealed class Impostor : IDisposable
    {
        private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("docextract-impostor-");

        public Impostor(string script)
        {
            Path = System.IO.Path.Combine(_directory.FullName, "decoder");
            File.WriteAllText(Path, $"#!/bin/sh\n{script}\n");
            Process.Start("chmod", ["+x", Path]).WaitForExit();
        }

        public string Path { get; }

        /// <summary>The first one never answers, the next ones are real.</summary>
        public static Impostor ThatHangsOnce() => new(
            $"if [ -e \"$0.once\" ]; then exec '{Some.PageOptions.PictureDecoder}' \"$@\"; fi\ntouch \"$0.once\"\nprintf '\\122'\nexec sleep 1000");

        public void Dispose() => _directory.Delete(recursive: true);
    }
}
