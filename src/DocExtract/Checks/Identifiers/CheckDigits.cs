namespace DocExtract.Checks.Identifiers;

/// <summary>The ways in which identifiers prove their digits. All take digits only, except where letters are named.</summary>
internal static class CheckDigits
{
    /// <summary>The sum of each digit times its weight; digits beyond the weights do not count.</summary>
    public static int Weigh(string digits, params ReadOnlySpan<int> weights)
    {
        int sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += (digits[i] - '0') * weights[i];
        }

        return sum;
    }

    /// <summary>ISO/IEC 7812: every second digit from the right is doubled, and the digits of all add up to tens.</summary>
    public static bool Luhn(string digits) => LuhnSum(digits) % 10 == 0;

    /// <summary>The digit that makes <see cref="Luhn"/> hold behind these.</summary>
    public static int LuhnDigit(string digits) => (10 - (LuhnSum(digits + "0") % 10)) % 10;

    /// <summary>ISO 7064, MOD 11,10: Germany, Croatia.</summary>
    public static bool Mod11And10(string digits)
    {
        int product = 10;
        foreach (char c in digits.AsSpan(0, digits.Length - 1))
        {
            int sum = (c - '0' + product) % 10;
            product = 2 * (sum == 0 ? 10 : sum) % 11;
        }

        return (11 - product) % 10 == digits[^1] - '0';
    }

    /// <summary>The rest of ISO 7064, MOD 97-10, letters as 10 to 35; 1 where it holds.</summary>
    public static int Mod97(string text)
    {
        int remainder = 0;
        foreach (char c in text)
        {
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + (c - '0')) % 97 : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }

    private static int LuhnSum(string digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            int digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }

        return sum;
    }
}
