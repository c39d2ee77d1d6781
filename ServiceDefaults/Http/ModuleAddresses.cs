namespace Nanobot.ServiceDefaults.Http;

/// <summary>The modules that this process calls, by name. Service discovery knows where they are.</summary>
public sealed class ModuleAddresses
{
    internal SortedSet<string> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>The address that service discovery resolves for each call to <paramref name="module"/>.</summary>
    public static Uri Of(string module) => new($"https+http://{module}");
}
