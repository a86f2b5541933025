using DocExtract.Pages;
using DocExtract.Readers.Offline.Layout;

namespace DocExtract.Readers.Offline.Parties;

/// <summary>What kind of line of a party this is, by the vocabulary's word lists.</summary>
internal sealed class PartyWords(Sheet sheet)
{
    private static readonly char[] Separators = ['●', '•', '·', '|', '∙', '■', '*', '–', '—', '‧', '⋅', '◦'];

    /// <summary>"Name ● Street 1 ● 12345 Town": the small line above an address window, in its parts; empty for other lines.</summary>
    public static IReadOnlyList<string> SenderParts(Segment segment)
    {
        var parts = segment.Text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        bool spaced = segment.Row.Tokens.Skip(segment.Start).Take(segment.Length).Any(token => token.Text.Length == 1 && Separators.Contains(token.Text[0]));
        return parts.Length >= 3 && spaced && parts.Skip(1).Any(HasPostcode) ? parts : [];
    }

    /// <summary>Four or five digits, or the mixed codes of Great Britain, the Netherlands, Canada and Poland.</summary>
    public static bool HasPostcode(string text)
    {
        var words = text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return words.Any(word => IsDigits(word, 4, 6)
            || (word.Length == 6 && word[2] == '-' && IsDigits(word.Replace("-", ""), 5, 5))
            || EndsInCode(word)
            || (word.Length > 5 && IsDigits(word[..5], 5, 5) && char.IsLetter(word[5]))
            || (word.Length is 8 or 10 && word.Contains('-') && IsDigits(word.Replace("-", ""), 7, 9))
            || (word.Length is >= 5 and <= 7 && word[^1] is >= 'A' and <= 'Z' && char.IsAsciiDigit(word[^3]) && char.IsAsciiLetterUpper(word[0])))
            || words.Zip(words.Skip(1)).Any(pair => IsHalfPostcode(pair.First, pair.Second));
    }

    public static bool HasContact(string text) =>
        text.Contains('@') || text.Contains("www.", StringComparison.OrdinalIgnoreCase) || text.Contains("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>Telephone, tax ids, bank: what stands in a letterhead but is neither name nor address.</summary>
    public bool IsNoise(Segment segment)
    {
        string first = segment.Row.Tokens[segment.Start].Key;
        string two = segment.Length > 1 ? first + segment.Row.Tokens[segment.Start + 1].Key : first;
        var noise = sheet.Words("party_noise");
        return noise.Contains(first) || noise.Contains(two) || sheet.Words("party_name_labels").Contains(segment.Key) || sheet.Words("party_address_labels").Contains(segment.Key) || HasContact(segment.Text) || !segment.Text.Any(char.IsLetter)
            || sheet.LabelsOf(segment.Row).Any(hit => hit.Start == segment.Start && hit.Key.Length > 3
                && (hit.End >= segment.End || (!hit.Is("/buyer") && !hit.Is("/seller"))));
    }

    /// <summary>A line wholly in brackets explains the one above.</summary>
    public static bool IsRemark(Segment segment) => segment.Text.StartsWith('(') && segment.Text.EndsWith(')');

    public bool IsCountry(string text) => sheet.Words("countries").Contains(Folding.Squeeze(text));

    /// <summary>A label with its value: a colon within or right after a run of words. No name and no address.</summary>
    public static bool IsLabelled(Segment segment) =>
        Enumerable.Range(segment.Start, segment.Length - 1).Any(at => segment.Row.Tokens[at].EndsInColon && (at > segment.Start || segment.Row.Tokens[at].Key.Length > 0))
        || (segment.End < segment.Row.Tokens.Count && segment.Row.Tokens[segment.End].Text[0] == ':');

    /// <summary>Mostly words in lower case: a sentence or a title, seldom a name.</summary>
    public bool IsProse(Segment segment)
    {
        var spelt = segment.Row.Tokens.Skip(segment.Start).Take(segment.Length).Where(token => token.Text.Length > 1 && char.IsLetter(token.Text[0])).ToList();
        return spelt.Count(token => token.Text.All(c => !char.IsUpper(c)) && !sheet.Words("legal_forms").Contains(token.Key)) * 2 > spelt.Count;
    }

    /// <summary>Whether a date stands in it: no line of a name and address.</summary>
    public bool HasDate(Segment segment) => sheet.DatesOf(segment.Row).Any(date => date.Start >= segment.Start && date.End <= segment.End);

    /// <summary>A legal form that was read with zeros, as it is spelt: "Sp. z 0.0." is "Sp. z o.o.".</summary>
    public string WithForm(string name)
    {
        string spelt = name.Replace('0', 'o');
        int digits = name.IndexOf('0');
        return digits > 0 && !HasLegalForm(name) && HasLegalForm(spelt) && AfterLegalForm(spelt[..digits].Split(' ')) == 0 ? name[..digits] + spelt[digits..] : name;
    }

    /// <summary>A word that companies have in their names, such as "Group"; not at the beginning.</summary>
    public bool HasCompanyWord(Segment segment) =>
        segment.Row.Tokens.Skip(segment.Start + 1).Take(segment.Length - 1).Any(token => sheet.Words("company_words").Contains(token.Key));

    /// <summary>"Mr" and its like above or before a person's name.</summary>
    public bool IsSalutation(Segment segment) => sheet.Words("salutations").Contains(segment.Key);

    public bool IsTitle(Segment segment) =>
        sheet.Words("title_words").Contains(segment.Key) || (segment.Length > 1 && sheet.Words("title_words").Contains(segment.Row.Tokens[segment.Start].Key));

    /// <summary>The index after a legal form in a text's words ("Sp. z o.o." takes three), or 0 without one.</summary>
    public int AfterLegalForm(IReadOnlyList<string> words)
    {
        var forms = sheet.Words("legal_forms");
        for (int end = words.Count; end > 1; end--)
        {
            for (int length = Math.Min(4, end - 1); length > 0; length--)
            {
                string key = Folding.Squeeze(string.Concat(words.Skip(end - length).Take(length)));
                bool shortForm = key.Length <= 2 && !words[end - 1].Contains('.') && words[end - 1].Any(char.IsAsciiLetterLower);
                if (forms.Contains(key) && !shortForm)
                {
                    return end;
                }
            }
        }

        return 0;
    }

    public bool HasLegalForm(string text) => AfterLegalForm(text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) > 0;

    /// <summary>A name without its legal form, squeezed: how parties are told apart ("Example Corp" is "EXAMPLE CORPORATION").</summary>
    public string Core(string name)
    {
        var forms = sheet.Words("legal_forms");
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where((word, i) => i == 0 || !forms.Contains(Folding.Squeeze(word)));
        return Folding.Squeeze(string.Concat(parts));
    }

    /// <summary>A state or country glued to its code, as OCR reads "OR 97991" and as "D-80333" is printed.</summary>
    private static bool EndsInCode(string word)
    {
        string before = word.Length > 6 ? word[..^5].TrimEnd('-') : "";
        int capitals = before.Reverse().TakeWhile(char.IsAsciiLetterUpper).Count();
        return capitals is 1 or 2 && IsDigits(word[^5..], 5, 5) && (capitals == before.Length || char.IsAsciiLetterLower(before[^(capitals + 1)]));
    }

    private static bool IsHalfPostcode(string first, string second) =>
        (IsDigits(first, 4, 4) && second.Length == 2 && second.All(char.IsAsciiLetterUpper))
        || (first.Length is >= 2 and <= 4 && char.IsAsciiLetterUpper(first[0]) && first.Any(char.IsAsciiDigit)
            && second.Length == 3 && char.IsAsciiDigit(second[0]) && (char.IsAsciiLetterUpper(second[2]) || char.IsAsciiDigit(second[2])));

    private static bool IsDigits(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && text.All(char.IsAsciiDigit);
}
