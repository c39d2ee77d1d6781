using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>One of a few words, compared exactly.</summary>
public abstract record Choice<TSelf> : DomainValue<TSelf>
    where TSelf : Choice<TSelf>, IChoice<TSelf>
{
    private protected Choice(string value)
        : base(value)
    {
    }

    /// <summary>The words, in the order in which they are told.</summary>
    public static IReadOnlyList<string> Names => [.. TSelf.All.Select(static choice => choice.Value)];

    /// <inheritdoc cref="IDomainValue{TSelf}.Form" />
    public static string Form => $"must be one of: {string.Join(", ", TSelf.All)}";

    /// <inheritdoc cref="IDomainValue{TSelf}.TryParse" />
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TSelf? value)
    {
        value = TSelf.All.FirstOrDefault(choice => choice.Value == text);
        return value is not null;
    }
}
