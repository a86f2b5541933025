using System.Collections.Frozen;

namespace DocExtract.Values;

/// <summary>
/// Names and abbreviations of the months, folded, in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish and
/// the Scandinavian languages. No form means two months in two of them.
/// </summary>
internal static class MonthNames
{
    private static readonly string[] ByMonth =
    [
        "january januar janner janvier enero gennaio januari janeiro stycznia styczen jan jann janv ene gen sty",
        "february februar feber fevrier febrero febbraio februari fevereiro lutego luty feb febr fev fevr lut",
        "march marz maerz mars marzo maart marco marca marzec mar mrz mrt",
        "april avril abril aprile kwietnia kwiecien apr avr abr kwi",
        "may mai mayo maggio mei maio maja maj mag",
        "june juni juin junio giugno junho czerwca czerwiec jun giu cze",
        "july juli juillet julio luglio julho lipca lipiec jul juil lug lip",
        "august aout agosto augustus sierpnia sierpien augusti aug ago sie",
        "september septembre septiembre setiembre settembre setembro wrzesnia wrzesien sep sept set sett wrz",
        "october oktober octobre octubre ottobre outubro pazdziernika pazdziernik oct okt ott out paz",
        "november novembre noviembre novembro listopada listopad nov lis",
        "december dezember decembre diciembre dicembre dezembro grudnia grudzien desember dec dez dic gru des",
    ];

    private static readonly FrozenDictionary<string, int> Numbers = ByMonth
        .SelectMany((names, index) => names.Split(' '), (names, name) => (name, number: Array.IndexOf(ByMonth, names) + 1))
        .ToFrozenDictionary(pair => pair.name, pair => pair.number);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> NumbersBySpan =
        Numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The month of a folded word, 1 to 12; 0 when it is none.</summary>
    internal static int NumberOf(ReadOnlySpan<char> foldedWord) => NumbersBySpan.TryGetValue(foldedWord, out int number) ? number : 0;
}
