namespace Nanobot.Streams.Tests.Provider;

/// <summary>One attempt at a call, as the provider knows it.</summary>
internal sealed class ProviderCall(string stream, long prompt, bool isWhole)
{
    private long _sent;

    /// <summary>The message that it answers.</summary>
    public string Stream => stream;

    /// <summary>Tokens that it read.</summary>
    public long Prompt => prompt;

    /// <summary>Whether the answer comes at once.</summary>
    public bool IsWhole => isWhole;

    /// <summary>Tokens that it wrote.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Whether it refused to answer, and so counts nothing.</summary>
    public bool IsRefused { get; set; }

    /// <summary>Whether it said what it had counted.</summary>
    public bool HasTold { get; set; }

    public void Send(int tokens) => Interlocked.Add(ref _sent, tokens);
}
