using System.Runtime.InteropServices;
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
    private readonly Memory _memory;
    private readonly Table _table;
    private readonly PdfiumFunctions _pdfium;
    private readonly Dictionary<int, Delegate> _callbacks = [];
    private int _ticksLeft;
    private CancellationToken _cancellation;
    private int _document;
    private int _form;

    public PdfiumSandbox(Store store, Linker linker, Module module, EpochClock clock, TimeSpan timeout)
    {
        (_store, _clock, _timeout) = (store, clock, timeout);
        store.SetData(this);
        store.SetEpochDeadlineCallback(_ => OnTick());
        store.SetEpochDeadline(1);
        var instance = linker.Instantiate(store, module);
        (_memory, _table) = (instance.GetMemory("memory")!, instance.GetTable("__indirect_function_table")!);
        _pdfium = new PdfiumFunctions(instance);
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
            int address = Allocate(source.Content.Length);
            source.Content.Span.CopyTo(Bytes(address, source.Content.Length));
            _document = _pdfium.LoadMemDocument(address, source.Content.Length, 0);
            if (_document == 0)
            {
                throw PdfiumErrors.Refusal(_pdfium.GetLastError());
            }

            _form = _pdfium.GetFormType(_document) == 0 ? 0 : InitForm();
            return 0;
        }, cancellationToken);
        Loaded = source;
    }

    /// <summary>Width and height of every page in points, as shown; at most <paramref name="limit"/> pages.</summary>
    public (int Count, IReadOnlyList<PageSize> Sizes) Measure(int limit, CancellationToken cancellationToken) => Run(() =>
    {
        int count = _pdfium.GetPageCount(_document);
        int address = Allocate(2 * sizeof(float));
        List<PageSize> sizes = [];
        for (int i = 0; i < Math.Min(count, limit); i++)
        {
            bool known = _pdfium.GetPageSizeByIndex(_document, i, address) != 0;
            var size = MemoryMarshal.Cast<byte, float>(Bytes(address, 2 * sizeof(float)));
            sizes.Add(known ? new PageSize(size[0], size[1]) : throw PdfiumErrors.Undrawable(i + 1));
        }

        _pdfium.Free(address);
        return (count, (IReadOnlyList<PageSize>)sizes);
    }, cancellationToken);

    /// <summary>Draws a page with its annotations and form fields over white.</summary>
    public byte[] Draw(int index, int width, int height, CancellationToken cancellationToken) => Run(() =>
    {
        int page = _pdfium.LoadPage(_document, index);
        int bitmap = page == 0 ? 0 : _pdfium.CreateBitmap(width, height, PdfiumFunctions.BgrFormat, 0, 0);
        if (bitmap == 0)
        {
            throw PdfiumErrors.Undrawable(index + 1);
        }

        _pdfium.FillRect(bitmap, 0, 0, width, height, -1);
        _pdfium.RenderPage(bitmap, page, 0, 0, width, height, 0, PdfiumFunctions.DrawAnnotations | PdfiumFunctions.ReverseByteOrder);
        if (_form != 0)
        {
            _pdfium.DrawForm(_form, bitmap, page, 0, 0, width, height, 0, PdfiumFunctions.ReverseByteOrder);
        }

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

    /// <summary>An FPDF_FORMFILLINFO of version 1 without any callback: fields are drawn, nothing is run.</summary>
    private int InitForm()
    {
        const int Size = 256;
        int address = Allocate(Size);
        var callbacks = Bytes(address, Size);
        callbacks.Clear();
        callbacks[0] = 1;
        return _pdfium.InitForm(_document, address);
    }

    private int Allocate(int bytes) => _pdfium.Malloc(bytes) is var address && address != 0
        ? address
        : throw PdfiumErrors.Broken(new InsufficientMemoryException());

    private Span<byte> Bytes(int address, int length) => _memory.GetSpan((uint)address, length);

    private byte[] CopyRows(int address, int stride, int rowLength, int rows)
    {
        byte[] packed = GC.AllocateUninitializedArray<byte>(rowLength * rows);
        var pixels = Bytes(address, stride * rows);
        for (int y = 0; y < rows; y++)
        {
            pixels.Slice(y * stride, rowLength).CopyTo(packed.AsSpan(y * rowLength));
        }

        return packed;
    }
}
