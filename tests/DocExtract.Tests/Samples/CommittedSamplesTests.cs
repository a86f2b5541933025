using DocExtract.Samples;
using DocExtract.Samples.Content;
using DocExtract.Samples.Model;
using NetVips;

namespace DocExtract.Tests.Samples;

public sealed class CommittedSamplesTests
{
    private static readonly string[] PictureKinds = ["scan", "photo"];

    private static string Folder => Some.RepositoryPath("samples");

    public static TheoryData<string> Drawn => [.. Catalog.All.Where(sample => !IsPicture(sample)).Select(sample => sample.File)];

    public static TheoryData<string> Pictures => [.. Catalog.All.Where(IsPicture).Select(sample => sample.File)];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Generating_a_drawn_sample_again_gives_the_committed_bytes(string file) =>
        Assert.Equal(File.ReadAllBytes(Committed(file)), Find(file).Content());

    /// <summary>Encoders of pictures may differ between versions and processors by a shade; what is seen may not.</summary>
    [Theory]
    [MemberData(nameof(Pictures))]
    public void Generating_a_picture_again_gives_what_is_committed_to_the_eye(string file)
    {
        using var committed = Picture(File.ReadAllBytes(Committed(file)));
        using var again = Picture(Find(file).Content());

        Assert.Equal((committed.Width, committed.Height), (again.Width, again.Height));
        Assert.InRange((committed - again).Abs().Avg(), 0, 1);
    }

    [Fact]
    public void Truth_and_manifest_are_what_the_generator_writes()
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "manifest.json")), SampleFolder.Manifest(Catalog.All));
        foreach (var sample in Catalog.All.Where(sample => sample.Truth is not null))
        {
            Assert.Equal(File.ReadAllText(Path.Combine(Folder, "expected", sample.Id + ".json")), SampleFolder.Text(sample.Truth!));
        }
    }

    [Fact]
    public void The_folders_hold_the_samples_and_nothing_else()
    {
        Assert.Equal(Catalog.All.Select(sample => sample.File).Order(StringComparer.Ordinal), Names("documents"));
        Assert.Equal(
            Catalog.All.Where(sample => sample.Truth is not null).Select(sample => sample.Id + ".json").Order(StringComparer.Ordinal), Names("expected"));
    }

    [Fact]
    public void Charts_are_what_the_generator_writes() => AssertWritten("samples-charts", Charts.All);

    [Fact]
    public void Purchase_orders_are_what_the_generator_writes() => AssertWritten("samples-purchase-orders", PurchaseOrders.All);

    [Fact]
    public void All_documents_together_stay_under_four_megabytes() =>
        Assert.InRange(new DirectoryInfo(Path.Combine(Folder, "documents")).EnumerateFiles().Sum(file => file.Length), 1, 4 << 20);

    private static void AssertWritten(string name, IReadOnlyList<Sample> samples)
    {
        string folder = Some.RepositoryPath(name);

        Assert.Equal(File.ReadAllText(Path.Combine(folder, "manifest.json")), SampleFolder.Manifest(samples));
        Assert.All(samples, sample =>
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder, "documents", sample.File)), sample.Content());
            Assert.Equal(File.ReadAllText(Path.Combine(folder, "expected", sample.Id + ".json")), SampleFolder.Text(sample.Truth!));
        });
    }

    private static bool IsPicture(Sample sample) => PictureKinds.Contains(sample.Kind);

    private static Sample Find(string file) => Catalog.All.Single(sample => sample.File == file);

    private static string Committed(string file) => Path.Combine(Folder, "documents", file);

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>A scanned PDF holds one JPEG: that is what is compared.</summary>
    private static Image Picture(byte[] content)
    {
        int jpeg = content.AsSpan().StartsWith("%PDF"u8) ? content.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) : 0;
        return Image.NewFromBuffer(content[jpeg..]);
    }
}
