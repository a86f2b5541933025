namespace DocExtract.Pages;

/// <summary>
/// What lies in a box of another page: one of several receipts in a photograph. Words keep their places on the whole page, so
/// that evidence can be shown there; the picture is cut out.
/// </summary>
internal sealed class ClippedPage(Page page, Box box) : IPageContent
{
    public IReadOnlyList<Word> TextLayer => [.. page.TextLayer.Where(word => Holds(word.Box))];

    public IReadOnlyList<HiddenWord> HiddenWords => [.. page.HiddenWords.Where(word => Holds(word.Box))];

    public IReadOnlyList<Word> ReadWords(CancellationToken cancellationToken) =>
        [.. page.ReadWords(cancellationToken).Where(word => Holds(word.Box))];

    public PixelImage Render(double dpi, CancellationToken cancellationToken)
    {
        var whole = page.Render(dpi, cancellationToken);
        int left = (int)(box.X0 * whole.Width), top = (int)(box.Y0 * whole.Height);
        int width = Math.Clamp((int)Math.Ceiling(box.Width * whole.Width), 1, whole.Width - left);
        int height = Math.Clamp((int)Math.Ceiling(box.Height * whole.Height), 1, whole.Height - top);
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            whole.Rgb.AsSpan((((top + y) * whole.Width) + left) * 3, width * 3).CopyTo(rgb.AsSpan(y * width * 3));
        }

        return whole with { Width = width, Height = height, Rgb = rgb };
    }

    private bool Holds(Box place) => box.Holds(place.CenterX, place.CenterY);
}
