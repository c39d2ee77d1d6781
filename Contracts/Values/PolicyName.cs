using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Nanobot.Contracts.Values;

/// <summary>Name of a policy, unique within its set; letters keep their case and are compared with it.</summary>
public sealed partial record PolicyName : DomainValue<PolicyName>, IDomainValue<PolicyName>
{
    /// <summary>What every name matches, as SQL and schemas write it; all but <see cref="Reserved"/> that match are names.</summary>
    public const string Pattern = "^" + Name + "$";

    private const string Name = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";

    private PolicyName(string value)
        : base(value)
    {
    }

    /// <summary>Words that stand for something else where a name stands in a path.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["explain", "simulate"];

    /// <inheritdoc />
    public static string Form => "must be 1 to 100 letters, digits, '_', '.' and '-', with a letter or digit in front, and not 'explain' or 'simulate'";

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PolicyName? value)
    {
        value = text is not null && Whole().IsMatch(text) && !Reserved.Contains(text) ? new PolicyName(text) : null;
        return value is not null;
    }

    [GeneratedRegex(@"\A" + Name + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
