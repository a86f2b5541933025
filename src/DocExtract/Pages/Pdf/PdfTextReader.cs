using System.Diagnostics.CodeAnalysis;
using UglyToad.PdfPig;

namespace DocExtract.Pages.Pdf;

/// <summary>
/// Reads text layers and embedded files with PdfPig, behind a fence: PdfPig can throw anything, recurse deeply and take long on a
/// hostile file, so it runs on a thread of its own with a large stack and within limits. Whatever goes wrong, PDFium has drawn
/// the line already: such a page just has no text of its own, and is read by its pixels.
/// </summary>
internal sealed class PdfTextReader(PageOptions options) : IDisposable
{
    private const int StackBytes = 64 << 20;

    /// <summary>Threads that did not come back within their time keep their slot until they do: hostile files cannot pile them up.</summary>
    private readonly SemaphoreSlim _threads = new(Math.Max(1, options.Parallelism) + 2);

    public PdfText Read(PdfSource source, int pages, CancellationToken cancellationToken)
    {
        if (!_threads.Wait(options.RenderTimeout, cancellationToken))
        {
            return PdfText.None;
        }

        var fence = new TextFence(options.RenderTimeout, cancellationToken);
        var reading = new Reading(source, pages, fence, _threads);
        var thread = new Thread(reading.Run, StackBytes) { IsBackground = true, Name = "PDF text" };
        thread.Start();
        bool finished = thread.Join(options.RenderTimeout + EpochClock.Tick);
        fence.Close();
        cancellationToken.ThrowIfCancellationRequested();
        return finished ? reading.Result : PdfText.None;
    }

    public void Dispose()
    {
        // The semaphore stays: a late thread still has to give its slot back.
    }

    /// <summary>One document on its thread.</summary>
    private sealed class Reading(PdfSource source, int pages, TextFence fence, SemaphoreSlim slot)
    {
        private readonly Dictionary<int, TextPage> _pages = [];
        private IReadOnlyList<Attachment> _attachments = [];

        public PdfText Result => new(_pages, _attachments);

        public void Run()
        {
            Fenced(ReadDocument);
            slot.Release();
        }

        private void ReadDocument()
        {
            using var document = PdfDocument.Open(
                source.Content, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = fence });
            document.AddPageFactory<GlyphPage, GlyphPageFactory>();
            Fenced(() => _attachments = AttachmentReader.Read(document, fence));
            for (int number = 1; number <= Math.Min(pages, document.NumberOfPages); number++)
            {
                int page = number;
                fence.NextPage();
                Fenced(() => _pages[page] = WordBuilder.Build(document.GetPage<GlyphPage>(page)));
            }
        }

        [SuppressMessage("Design", "CA1031", Justification = "The boundary behind which PdfPig may fail in any way; see the class.")]
        private static void Fenced(Action read)
        {
            try
            {
                read();
            }
            catch (Exception)
            {
                // No text from this part of the document.
            }
        }
    }
}
