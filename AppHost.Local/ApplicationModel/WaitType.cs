namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource waits for.</summary>
public enum WaitType
{
    /// <summary>That the other one is healthy.</summary>
    WaitUntilHealthy = 0,

    /// <summary>That the other one has ended with the expected exit code.</summary>
    WaitForCompletion = 1,

    /// <summary>That the other one runs.</summary>
    WaitUntilStarted = 2,
}
