namespace DocExtract.Pages.Pdf;

/// <summary>Reads what a page says of itself: its words, and where its pictures are.</summary>
internal sealed class PdfiumText(PdfiumTextFunctions pdfium, SandboxMemory memory)
{
    // FPDF_PAGEOBJ in fpdf_edit.h.
    private const int Picture = 3;
    private const int Form = 5;

    private const int FloatsOfBox = 4;

    public TextPage Read(int page)
    {
        int scratch = memory.Allocate(FloatsOfBox * sizeof(float));
        pdfium.GetPageBox(page, scratch);
        var box = memory.Read<float>(scratch, FloatsOfBox);
        var frame = new PageFrame(box[0], box[3], box[2], box[1], pdfium.GetRotation(page) & 3);
        var pictures = PictureBoxes.Join(Pictures(page, frame, scratch));
        int text = pdfium.LoadText(page);
        var glyphs = text == 0 ? [] : new GlyphReader(pdfium, memory, frame, text).Read();
        pdfium.CloseText(text);
        memory.Free(scratch);
        return new TextPage(WordBuilder.Build(glyphs), pictures);
    }

    private List<Box> Pictures(int page, PageFrame frame, int scratch)
    {
        List<Box> boxes = [];
        for (int i = 0; i < pdfium.CountObjects(page); i++)
        {
            int shape = pdfium.GetObject(page, i);
            if (IsPicture(shape) && pdfium.GetBounds(shape, scratch, scratch + 4, scratch + 8, scratch + 12) != 0)
            {
                var bounds = memory.Read<float>(scratch, FloatsOfBox);
                boxes.Add(frame.Around((bounds[0], bounds[1]), (bounds[2], bounds[3])).Clamp());
            }
        }

        return boxes;
    }

    /// <summary>Some programs wrap the scan of a page in a form.</summary>
    private bool IsPicture(int shape) => pdfium.GetObjectType(shape) switch
    {
        Picture => true,
        Form => Enumerable.Range(0, Math.Min(10, pdfium.CountFormObjects(shape)))
            .Any(i => pdfium.GetObjectType(pdfium.GetFormObject(shape, i)) == Picture),
        _ => false,
    };
}
