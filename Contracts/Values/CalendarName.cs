using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>Name of a calendar of excluded days, unique within its tenant; letters keep their case and are compared with it.</summary>
public sealed partial record CalendarName : DomainValue<CalendarName>, IDomainValue<CalendarName>
{
    /// <summary>What every name matches, as schemas write it.</summary>
    public const string Pattern = "^" + Name + "$";

    private const string Name = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";

    private CalendarName(string value)
        : base(value)
    {
    }

    /// <inheritdoc />
    public static string Form => "must be 1 to 100 letters, digits, '_', '.' and '-', with a letter or digit in front";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CalendarName? value)
    {
        value = text is not null && Whole().IsMatch(text) ? new CalendarName(text) : null;
        return value is not null;
    }

    [GeneratedRegex(@"\A" + Name + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
