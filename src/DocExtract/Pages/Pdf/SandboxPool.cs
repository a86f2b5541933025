namespace DocExtract.Pages.Pdf;

/// <summary>
/// Sandboxes with the documents they have loaded. A sandbox serves one document only, so that a hostile file can reach nothing
/// but itself, and is kept while further pages of it may be asked for; the least recently used one makes room.
/// </summary>
internal sealed class SandboxPool(PageOptions options) : IDisposable
{
    private readonly Lazy<PdfiumEngine> _engine = new(() => new PdfiumEngine(options));
    private readonly List<PdfiumSandbox> _idle = [];
    private readonly Lock _gate = new();
    private int _busy;

    /// <summary>Works with a sandbox that has <paramref name="source"/> loaded. The caller bounds how many run at once.</summary>
    public T Use<T>(PdfSource source, Func<PdfiumSandbox, T> work, CancellationToken cancellationToken)
    {
        PdfiumSandbox? sandbox = null;
        bool healthy = false;
        Take(source, ref sandbox);
        try
        {
            sandbox ??= _engine.Value.CreateSandbox();
            if (sandbox.Loaded is null)
            {
                sandbox.Load(source, cancellationToken);
            }

            T result = work(sandbox);
            healthy = true;
            return result;
        }
        finally
        {
            Return(sandbox, healthy);
        }
    }

    public void Dispose()
    {
        foreach (var sandbox in _idle)
        {
            sandbox.Dispose();
        }

        if (_engine.IsValueCreated)
        {
            _engine.Value.Dispose();
        }
    }

    private void Take(PdfSource source, ref PdfiumSandbox? sandbox)
    {
        lock (_gate)
        {
            _busy++;
            int index = _idle.FindLastIndex(idle => ReferenceEquals(idle.Loaded, source));
            if (index >= 0)
            {
                sandbox = _idle[index];
                _idle.RemoveAt(index);
            }

            MakeRoom();
        }
    }

    private void Return(PdfiumSandbox? sandbox, bool healthy)
    {
        lock (_gate)
        {
            _busy--;
            if (healthy)
            {
                _idle.Add(sandbox!);
                MakeRoom();
                return;
            }
        }

        sandbox?.Dispose();
    }

    private void MakeRoom()
    {
        while (_idle.Count > 0 && _idle.Count + _busy > options.Parallelism)
        {
            _idle[0].Dispose();
            _idle.RemoveAt(0);
        }
    }
}
