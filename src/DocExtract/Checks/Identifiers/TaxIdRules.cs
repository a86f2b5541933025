using System.Globalization;
using static DocExtract.Checks.Identifiers.CheckDigits;

namespace DocExtract.Checks.Identifiers;

/// <summary>
/// How each country's tax identifier proves itself, behind its prefix. The structures are those of the EU's VIES, of HMRC, and of
/// the tax offices of Switzerland, Norway, Australia and India.
/// </summary>
internal static class TaxIdRules
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string IrishLetters = "WABCDEFGHIJKLMNOPQRSTUV";

    // The values of digits on odd places of a Cypriot number.
    private static readonly int[] Cypriot = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

    public static bool Austria(string id)
    {
        int sum = 0;
        for (int i = 0; i < 7; i++)
        {
            int digit = (id[i + 1] - '0') * (1 + (i % 2));
            sum += (digit / 10) + (digit % 10);
        }

        return (96 - sum) % 10 == id[8] - '0';
    }

    public static bool Belgium(string id) => 97 - (Number(id[..8]) % 97) == Number(id[8..]);

    public static bool Bulgaria(string id)
    {
        int first = Weigh(id, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        int check = first < 10 ? first : Weigh(id, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10;
        return id.Length != 9 || check == id[8] - '0';
    }

    public static bool Cyprus(string id)
    {
        int sum = 0;
        for (int i = 0; i < 8; i++)
        {
            int digit = id[i] - '0';
            sum += i % 2 == 0 ? Cypriot[digit] : digit;
        }

        return 'A' + (sum % 26) == id[8];
    }

    /// <summary>Companies' eight digits; persons' nine or ten are not checked.</summary>
    public static bool Czechia(string id)
    {
        int check = 11 - (id.Length == 8 ? Weigh(id, 8, 7, 6, 5, 4, 3, 2) % 11 : 0);
        return id.Length != 8 || (check == 11 ? 1 : check % 10) == id[7] - '0';
    }

    public static bool Denmark(string id) => Weigh(id, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;

    public static bool Estonia(string id) => Weigh(id, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;

    public static bool Finland(string id) => Weigh(id, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0;

    /// <summary>A SIREN behind a key of its own; keys with letters are not checked.</summary>
    public static bool France(string id) =>
        Luhn(id[2..]) && (!id[..2].All(char.IsAsciiDigit) || (12 + (3 * (Number(id[2..]) % 97))) % 97 == Number(id[..2]));

    public static bool Greece(string id) => Weigh(id, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == id[8] - '0';

    public static bool Hungary(string id) => Weigh(id, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0;

    public static bool Ireland(string id)
    {
        bool isOld = !char.IsAsciiDigit(id[1]);
        string digits = isOld ? $"0{id[2..7]}{id[0]}" : id[..7];
        int second = id.Length == 9 ? (id[8] == 'W' ? 0 : id[8] - 'A' + 1) * 9 : 0;
        return IrishLetters[(Weigh(digits, 8, 7, 6, 5, 4, 3, 2) + second) % 23] == id[7];
    }

    public static bool Lithuania(string id)
    {
        int first = Cycle(id, 0) % 11;
        return (first < 10 ? first : Cycle(id, 2) % 11 % 10) == id[^1] - '0';

        static int Cycle(string id, int shift)
        {
            int sum = 0;
            for (int i = 0; i < id.Length - 1; i++)
            {
                sum += (id[i] - '0') * (1 + ((i + shift) % 9));
            }

            return sum;
        }
    }

    public static bool Luxembourg(string id) => Number(id[..6]) % 89 == Number(id[6..]);

    /// <summary>Companies' numbers, which begin above 3; persons' are not checked.</summary>
    public static bool Latvia(string id) => id[0] <= '3' || Weigh(id, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;

    public static bool Malta(string id) => Weigh(id, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0;

    /// <summary>Companies' old numbers by weights; those of sole traders since 2020 by MOD 97-10.</summary>
    public static bool Netherlands(string id)
    {
        int check = Weigh(id, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return check == id[8] - '0' || Mod97($"NL{id}") == 1;
    }

    public static bool Poland(string id) => Weigh(id, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == id[9] - '0';

    public static bool Portugal(string id) => (11 - (Weigh(id, 9, 8, 7, 6, 5, 4, 3, 2) % 11)) % 11 % 10 == id[8] - '0';

    public static bool Romania(string id)
    {
        string digits = id.PadLeft(10, '0');
        return 10 * Weigh(digits, 7, 5, 3, 2, 1, 7, 5, 3, 2) % 11 % 10 == digits[9] - '0';
    }

    public static bool Slovakia(string id) => long.Parse(id, CultureInfo.InvariantCulture) % 11 == 0;

    public static bool Slovenia(string id) => (11 - (Weigh(id, 8, 7, 6, 5, 4, 3, 2) % 11)) is var check && check < 11 && check % 10 == id[7] - '0';

    /// <summary>Persons by a letter of the number, companies by a digit or letter after Luhn.</summary>
    public static bool Spain(string id)
    {
        if (char.IsAsciiDigit(id[0]) || "XYZKLM".Contains(id[0], StringComparison.Ordinal))
        {
            string digits = id[0] switch { 'X' => "0", 'Y' => "1", 'Z' => "2", 'K' or 'L' or 'M' => "", var digit => $"{digit}" } + id[1..8];
            return SpanishLetters[Number(digits) % 23] == id[8];
        }

        int check = LuhnDigit(id[1..8]);
        return id[8] == '0' + check || id[8] == "JABCDEFGHI"[check];
    }

    public static bool Sweden(string id) => Luhn(id[..10]);

    public static bool Switzerland(string id) => (11 - (Weigh(id, 5, 4, 3, 2, 7, 6, 5, 4) % 11)) % 11 == id[8] - '0';

    /// <summary>Numbers since 2010 have another rest than the older ones.</summary>
    public static bool UnitedKingdom(string id) => Weigh(id, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97 is 0 or 42;

    public static bool Norway(string id) => (11 - (Weigh(id, 3, 2, 7, 6, 5, 4, 3, 2) % 11)) % 11 == id[8] - '0';

    public static bool Australia(string id) =>
        (Weigh(id, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;

    /// <summary>Letters and digits by their place among 36; every second one is doubled.</summary>
    public static bool India(string id)
    {
        int sum = 0;
        for (int i = 0; i < 14; i++)
        {
            int value = Place(id[i]) * (1 + (i % 2));
            sum += (value / 36) + (value % 36);
        }

        return (36 - (sum % 36)) % 36 == Place(id[14]);

        static int Place(char c) => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10;
    }

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
