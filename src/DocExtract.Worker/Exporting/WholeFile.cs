using System.Text;

namespace DocExtract.Worker.Exporting;

/// <summary>A text file (UTF-8) that has its name only once it is whole: whoever looks into the folder never finds half of one.</summary>
internal sealed class WholeFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _unfinished;
    private bool _whole;

    /// <param name="path">Where it will be; what is there is replaced.</param>
    public WholeFile(string path)
    {
        (_path, _unfinished) = (path, path + ".part");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        Text = new StreamWriter(_unfinished, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    public StreamWriter Text { get; }

    /// <summary>Says that nothing more comes.</summary>
    public async Task FinishAsync()
    {
        await Text.DisposeAsync();
        File.Move(_unfinished, _path, overwrite: true);
        _whole = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_whole)
        {
            await Text.DisposeAsync();
            File.Delete(_unfinished);
        }
    }
}
