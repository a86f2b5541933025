using DocExtract.Pages;
using DocExtract.Sources;

namespace DocExtract.Tests.Pages;

/// <summary>Compiled machine code is taken from the cache only when it is whole.</summary>
public sealed class ModuleCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-cache-");

    [Fact]
    public void Second_start_uses_what_the_first_compiled_and_damage_is_compiled_anew()
    {
        string warm = Assert.Single(Directory.GetFiles(Some.PageOptions.CacheDirectory, "*.compiled"));
        string cached = Path.Combine(_folder.FullName, Path.GetFileName(warm));
        File.Copy(warm, cached);
        File.SetLastWriteTimeUtc(cached, DateTime.UnixEpoch);

        AssertRenders(_folder.FullName);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(cached));

        byte[] damaged = File.ReadAllBytes(cached);
        damaged[damaged.Length / 2] ^= 1;
        File.WriteAllBytes(cached, damaged);

        AssertRenders(_folder.FullName);
        Assert.NotEqual(damaged, File.ReadAllBytes(cached));
        Assert.Equal(cached, Assert.Single(Directory.GetFiles(_folder.FullName)));
    }

    [Fact]
    public void Folder_that_cannot_be_written_means_no_cache()
    {
        string file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        AssertRenders(Path.Combine(file, "cache"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AssertRenders(string cacheDirectory)
    {
        using var opener = new DocumentOpener(Some.PageOptions with { CacheDirectory = cacheDirectory }, new SourceLimits());
        var document = opener.Open(Some.Source(Some.Pdf(Some.Text("Drawn"))), CancellationToken.None);

        Assert.Equal(100, document.Pages[0].Render(72, CancellationToken.None).Height);
    }
}
