namespace Nanobot.Contracts.Values;

/// <summary>One of a few words.</summary>
public interface IChoice<TSelf> : IDomainValue<TSelf>
    where TSelf : class, IChoice<TSelf>
{
    /// <summary>All of them, in the order in which they are told.</summary>
    static abstract IReadOnlyList<TSelf> All { get; }
}
