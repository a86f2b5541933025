using DocExtract.Worker.Intake;
using Microsoft.Extensions.Time.Testing;

namespace DocExtract.IntegrationTests.Intake;

public sealed class SettledFilesTests : IDisposable
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docextract-test-");
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_file_is_whole_when_nothing_of_it_changed_for_a_while_however_old_it_says_it_is()
    {
        var files = new SettledFiles(Settle, _time);
        Write("a.pdf", "half");
        File.SetLastWriteTimeUtc(Path.Combine(_folder.FullName, "a.pdf"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Empty(Look(files));
        _time.Advance(Settle - TimeSpan.FromSeconds(1));
        Write("a.pdf", "half and more");
        Assert.Empty(Look(files));
        _time.Advance(Settle - TimeSpan.FromSeconds(1));
        Assert.Empty(Look(files));
        Assert.Equal(1, files.Unsettled);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["a.pdf"], Look(files));
        Assert.Equal(0, files.Unsettled);
    }

    [Fact]
    public void A_file_that_is_done_comes_back_only_when_it_changes_and_settles_again()
    {
        var files = new SettledFiles(Settle, _time);
        Write("a.pdf", "first");
        Look(files);
        _time.Advance(Settle);
        Assert.Equal(["a.pdf"], Look(files));
        Assert.Equal(["a.pdf"], Look(files));

        files.Done(new FileInfo(Path.Combine(_folder.FullName, "a.pdf")));
        Assert.Empty(Look(files));
        Write("a.pdf", "second, longer");
        Assert.Empty(Look(files));
        _time.Advance(Settle);

        Assert.Equal(["a.pdf"], Look(files));
    }

    [Fact]
    public void An_empty_file_is_never_whole_and_one_that_came_back_settles_anew()
    {
        var files = new SettledFiles(Settle, _time);
        Write("empty.pdf", "");
        Write("b.pdf", "b");
        Look(files);
        _time.Advance(Settle);
        Assert.Equal(["b.pdf"], Look(files));
        File.Delete(Path.Combine(_folder.FullName, "b.pdf"));
        Look(files);
        Write("b.pdf", "b");

        Assert.Empty(Look(files));
        Assert.Equal(2, files.Unsettled);
    }

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);

    private IEnumerable<string> Look(SettledFiles files) => files.Look(_folder.GetFiles()).Select(file => file.Name);
}
