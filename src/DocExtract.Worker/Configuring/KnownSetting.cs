using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace DocExtract.Worker.Configuring;

/// <summary>A setting that an option type has.</summary>
/// <param name="Key">Its path; <c>*</c> stands for a number in a list.</param>
/// <param name="Property">The option.</param>
/// <param name="Default">What it is where nobody sets it.</param>
internal sealed record KnownSetting(string Key, PropertyInfo Property, object? Default)
{
    /// <summary>The type of its values, without a question mark.</summary>
    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public RangeAttribute? Range => Property.GetCustomAttribute<RangeAttribute>();

    public RegularExpressionAttribute? Form => Property.GetCustomAttribute<RegularExpressionAttribute>();
}
