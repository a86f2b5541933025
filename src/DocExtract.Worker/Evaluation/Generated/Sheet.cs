using DocExtract.Pages;

namespace DocExtract.Worker.Evaluation.Generated;

/// <summary>Words written in lines and columns, page after page: a hundred and twenty signs wide, eighty lines high.</summary>
internal sealed class Sheet
{
    private const double Width = 120;
    private const int Height = 80;

    private readonly List<List<Word>> _pages = [[]];
    private int _line = 2;

    public IReadOnlyList<Page> Pages => [.. _pages.Select((words, i) => Page.OfWords(i + 1, words))];

    /// <summary>Leaves some lines free.</summary>
    public void Skip(int lines = 1) => _line += lines;

    /// <summary>One line. Columns left of 0 count from their right end.</summary>
    public void Write(params (int Column, string Text)[] cells)
    {
        if (_line >= Height - 2)
        {
            _pages.Add([]);
            _line = 2;
        }

        foreach (var (column, text) in cells)
        {
            Place(column < 0 ? -column - text.Length : column, text);
        }

        _line++;
    }

    private void Place(int column, string text)
    {
        foreach (string word in text.Split(' '))
        {
            if (word.Length > 0)
            {
                var box = new Box(column / Width, (double)_line / Height, (column + word.Length) / Width, (_line + 0.7) / Height);
                _pages[^1].Add(new Word(word, box, WordSource.TextLayer, 1));
            }

            column += word.Length + 1;
        }
    }
}
