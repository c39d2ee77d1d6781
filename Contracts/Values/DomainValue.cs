using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>
/// A text with a rule of its own: whoever holds one need not check it again, and there is no other place that knows the
/// rule. Bodies and events keep plain texts and are read at the edge, where everything that is wrong can be named at
/// once; rows are read as they are, as a rule may have been looser when they were written.
/// </summary>
public abstract record DomainValue<TSelf>
    where TSelf : DomainValue<TSelf>, IDomainValue<TSelf>
{
    private protected DomainValue(string value) => Value = value;

    /// <summary>The text as it stands on the wire and in rows.</summary>
    public string Value { get; }

    /// <summary>Whether <paramref name="text"/> stands for a value.</summary>
    public static bool IsValid([NotNullWhen(true)] string? text) => TSelf.TryParse(text, out _);

    /// <summary>The value of a text that was found to be one before.</summary>
    /// <exception cref="FormatException">It is none; the message says the rule, not the text.</exception>
    public static TSelf Parse(string text) =>
        TSelf.TryParse(text, out var value) ? value : throw new FormatException($"{typeof(TSelf).Name} {TSelf.Form}");

    /// <summary>The text.</summary>
    public sealed override string ToString() => Value;
}
