using DocExtract.Sources;
using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// One PDFium in its own memory, with at most one document loaded. Not safe for several threads at once. After any exception
/// its state is unknown: dispose it.
/// </summary>
internal sealed class PdfiumSandbox : IDisposable
{
    private readonly Store _store;
    private readonly EpochClock _clock;
    private readonly TimeSpan _timeout;
    private readonly SandboxMemory _memory;
    private readonly Table _table;
    private readonly PdfiumFunctions _pdfium;
    private readonly PdfiumTextFunctions _text;
    private readonly Dictionary<int, Delegate> _callbacks = [];
    private int _ticksLeft;
    private CancellationToken _cancellation;
    private int _document;

    public PdfiumSandbox(Store store, Linker linker, Module module, EpochClock clock, TimeSpan timeout)
    {
        (_store, _clock, _timeout) = (store, clock, timeout);
        store.SetData(this);
        store.SetEpochDeadlineCallback(_ => OnTick());
        store.SetEpochDeadline(1);
        var instance = linker.Instantiate(store, module);
        _table = instance.GetTable("__indirect_function_table")!;
        (_pdfium, _text) = (new PdfiumFunctions(instance), new PdfiumTextFunctions(instance));
        _memory = new SandboxMemory(instance.GetMemory("memory")!, _pdfium);
        Run(() =>
        {
            _pdfium.Construct();
            _pdfium.InitLibrary();
            return 0;
        }, CancellationToken.None);
    }

    /// <summary>The document that is loaded; null in a fresh sandbox.</summary>
    public PdfSource? Loaded { get; private set; }

    /// <summary>Copies the document in and parses its structure.</summary>
    /// <exception cref="DocumentRejectedException">PDFium cannot open it.</exception>
    public void Load(PdfSource source, CancellationToken cancellationToken)
    {
        Run(() =>
        {
            int address = _memory.Allocate(source.Content.Length);
            source.Content.Span.CopyTo(_memory.Bytes(address, source.Content.Length));
            _document = _pdfium.LoadMemDocument(address, source.Content.Length, 0);
            return _document != 0 ? 0 : throw PdfiumErrors.Refusal(_pdfium.GetLastError());
        }, cancellationToken);
        Loaded = source;
    }

    /// <summary>Number of pages, and width and height of each in points, as shown; at most <paramref name="limit"/> sizes.</summary>
    public (int Count, IReadOnlyList<PageSize> Sizes) Measure(int limit, CancellationToken cancellationToken) => Run(() =>
    {
        int count = _pdfium.GetPageCount(_document);
        int address = _memory.Allocate(2 * sizeof(float));
        List<PageSize> sizes = [];
        for (int i = 0; i < Math.Min(count, limit); i++)
        {
            bool known = _pdfium.GetPageSizeByIndex(_document, i, address) != 0;
            var size = _memory.Read<float>(address, 2);
            sizes.Add(known ? new PageSize(size[0], size[1]) : throw PdfiumErrors.Undrawable(i + 1));
        }

        _memory.Free(address);
        return (count, (IReadOnlyList<PageSize>)sizes);
    }, cancellationToken);

    /// <summary>Reads a page's text, its annotations' included.</summary>
    public TextPage ReadText(int index, CancellationToken cancellationToken) => Run(() =>
    {
        int page = LoadPage(index);
        var text = new PdfiumText(_text, _memory).Read(page);
        _pdfium.ClosePage(page);
        return text;
    }, cancellationToken);

    /// <summary>Takes out the embedded files.</summary>
    public IReadOnlyList<Attachment> ReadAttachments(CancellationToken cancellationToken) =>
        Run(() => new PdfiumAttachments(_text, _memory).Read(_document), cancellationToken);

    /// <summary>Draws a page with its annotations and form fields over white.</summary>
    public byte[] Draw(int index, int width, int height, CancellationToken cancellationToken) => Run(() =>
    {
        int page = LoadPage(index);
        int bitmap = _pdfium.CreateBitmap(width, height, PdfiumFunctions.BgrFormat, 0, 0);
        if (bitmap == 0)
        {
            throw PdfiumErrors.Broken(new InsufficientMemoryException());
        }

        _pdfium.FillRect(bitmap, 0, 0, width, height, -1);
        _pdfium.RenderPage(bitmap, page, 0, 0, width, height, 0, PdfiumFunctions.DrawAnnotations | PdfiumFunctions.ReverseByteOrder);
        byte[] rgb = CopyRows(_pdfium.GetBuffer(bitmap), _pdfium.GetStride(bitmap), width * 3, height);
        _pdfium.DestroyBitmap(bitmap);
        _pdfium.ClosePage(page);
        return rgb;
    }, cancellationToken);

    /// <summary>Calls an entry of PDFium's function table for <c>setjmp</c>: a long jump out of it ends here.</summary>
    internal int Invoke<TDelegate>(int index, Func<TDelegate, int> call)
        where TDelegate : Delegate
    {
        int stack = _pdfium.GetStack();
        try
        {
            return call((TDelegate)Callback<TDelegate>(index));
        }
        catch (Exception e) when (IsLongJump(e))
        {
            _pdfium.RestoreStack(stack);
            _pdfium.SetThrew(1, 0);
            return 0;
        }
    }

    public void Dispose() => _store.Dispose();

    private Delegate Callback<TDelegate>(int index)
    {
        if (!_callbacks.TryGetValue(index, out var callback))
        {
            _callbacks[index] = callback = PdfiumFunctions.Wrap(typeof(TDelegate), (Function)_table.GetElement((uint)index)!);
        }

        return callback;
    }

    private static bool IsLongJump(Exception? e) => e is PdfiumImports.LongJump || (e is not null && IsLongJump(e.InnerException));

    /// <summary>One deadline for everything <paramref name="work"/> does.</summary>
    private T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _cancellation = cancellationToken;
        _ticksLeft = (int)Math.Ceiling(_timeout / EpochClock.Tick) + 1;
        using var running = _clock.Start();
        try
        {
            return work();
        }
        catch (WasmtimeException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw _ticksLeft <= 0 ? PdfiumErrors.Endless(_timeout, e) : PdfiumErrors.Broken(e);
        }
    }

    private ulong OnTick()
    {
        _cancellation.ThrowIfCancellationRequested();
        return --_ticksLeft > 0 ? 1ul : throw new TimeoutException("The page's content does not end.");
    }

    /// <summary>Loads a page whose annotations and form fields are part of its content: so they are drawn, and read, like all else.</summary>
    private int LoadPage(int index)
    {
        int page = _pdfium.LoadPage(_document, index);
        if (page != 0 && _pdfium.Flatten(page, PdfiumFunctions.AsDisplayed) == PdfiumFunctions.Flattened)
        {
            _pdfium.ClosePage(page);
            page = _pdfium.LoadPage(_document, index);
        }

        return page != 0 ? page : throw PdfiumErrors.Undrawable(index + 1);
    }

    private byte[] CopyRows(int address, int stride, int rowLength, int rows)
    {
        byte[] packed = GC.AllocateUninitializedArray<byte>(rowLength * rows);
        var pixels = _memory.Bytes(address, stride * rows);
        for (int y = 0; y < rows; y++)
        {
            pixels.Slice(y * stride, rowLength).CopyTo(packed.AsSpan(y * rowLength));
        }

        return packed;
    }
}
