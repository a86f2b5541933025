using System.Diagnostics;
using System.Globalization;
using DocExtract.Pages.Images.Decoding;
using DocExtract.Sources;
using NetVips;

namespace DocExtract.IntegrationTests.Engine;

/// <summary>Decoders of pictures end with the process that started them, however that one ends.</summary>
public sealed class DecoderLifeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Executable = Path.Combine(AppContext.BaseDirectory, "docextract");

    [Fact]
    public async Task Killing_the_parent_ends_its_decoders()
    {
        string[] pictures = [.. Enumerable.Repeat(Path.Combine(AppContext.BaseDirectory, "receipt.png"), 20)];
        using var picture = Image.Black(1500, 2000) + 255;
        using var paper = picture.Cast(Enums.BandFormat.Uchar);
        paper.WriteToFile(pictures[0]);
        using var parent = Process.Start(new ProcessStartInfo(Executable, ["extract", .. pictures]) { RedirectStandardOutput = true })!;
        int[] decoders = [];
        await UntilAsync(() => (decoders = ChildrenOf(parent.Id)).Length > 0);

        parent.Kill();

        await UntilAsync(() => !decoders.Any(Runs));
    }

    [Fact]
    public async Task A_decoder_that_is_caught_in_a_picture_ends_with_its_parent_too()
    {
        using var huge = Image.Black(4_000, 4_000);
        byte[] png = huge.PngsaveBuffer();
        using var decoder = Process.Start(new ProcessStartInfo(Executable, [PictureDecoder.Verb, "1000000000"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await using (var requests = new BinaryWriter(decoder.StandardInput.BaseStream))
        {
            requests.Write((byte)DecoderRequest.Load);
            requests.Write((byte)SourceKind.Png);
            requests.Write(png.Length);
            requests.Write(png);
            requests.Write((byte)DecoderRequest.Decode);
            requests.Write(0);
            requests.Write(double.PositiveInfinity);
            requests.Flush();

            // Ready, and the head of the answer: from here on it waits for somebody to take the pixels.
            await decoder.StandardOutput.BaseStream.ReadExactlyAsync(new byte[100]);
        }

        using var patience = new CancellationTokenSource(Patience);
        await decoder.WaitForExitAsync(patience.Token);
    }

    private static int[] ChildrenOf(int parent)
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-A", "-o", "pid=,ppid="]) { RedirectStandardOutput = true })!;
        return
        [
            .. ps.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToArray())
                .Where(ids => ids[1] == parent).Select(ids => ids[0]),
        ];
    }

    private static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
