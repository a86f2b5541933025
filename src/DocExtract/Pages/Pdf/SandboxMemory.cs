using System.Runtime.InteropServices;
using Wasmtime;

namespace DocExtract.Pages.Pdf;

/// <summary>The memory of one sandbox. Spans into it hold only until PDFium runs again: its memory may then grow and move.</summary>
internal sealed class SandboxMemory(Memory memory, PdfiumFunctions pdfium)
{
    /// <exception cref="Sources.DocumentRejectedException">The sandbox is full.</exception>
    public int Allocate(int bytes) => pdfium.Malloc(bytes) is var address && address != 0
        ? address
        : throw PdfiumErrors.Broken(new InsufficientMemoryException());

    public void Free(int address) => pdfium.Free(address);

    public Span<byte> Bytes(int address, int length) => memory.GetSpan((uint)address, length);

    public ReadOnlySpan<T> Read<T>(int address, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes(address, count * Marshal.SizeOf<T>()));
}
