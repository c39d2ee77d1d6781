using System.Diagnostics.CodeAnalysis;

namespace Nanobot.Contracts.Values;

/// <summary>What a text must be to be a <typeparamref name="TSelf"/>.</summary>
public interface IDomainValue<TSelf>
    where TSelf : class, IDomainValue<TSelf>
{
    /// <summary>What a refusal says of a text that is none, after the name of the member that holds it: "must be …".</summary>
    static abstract string Form { get; }

    /// <summary>The value that <paramref name="text"/> stands for, in its one spelling; false where it stands for none.</summary>
    static abstract bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TSelf? value);
}
