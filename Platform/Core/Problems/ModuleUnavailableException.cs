namespace Nanobot.Platform.Core.Problems;

/// <summary>Another module did not answer within its deadline, after the retries its client permits.</summary>
/// <param name="module">Name of the module.</param>
/// <param name="inner">What went wrong last.</param>
public sealed class ModuleUnavailableException(string module, Exception? inner = null)
    : Exception($"The module {module} does not answer at the moment; try again shortly.", inner), IRefused
{
    /// <summary>Name of the module.</summary>
    public string Module { get; } = module;

    /// <inheritdoc/>
    public Refusal Refusal => Refusals.Unavailable("MODULE_UNAVAILABLE", Message);
}
