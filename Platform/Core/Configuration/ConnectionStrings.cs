using Microsoft.Extensions.Configuration;

namespace Nanobot.Platform.Core.Configuration;

/// <summary>Reads connection strings while a service is put together, so that a wrong one ends the start and not the first use.</summary>
internal static class ConnectionStrings
{
    /// <summary>
    /// Reads <c>ConnectionStrings:{name}</c> by <paramref name="parse"/>, which throws <see cref="ArgumentException"/> at what is none.
    /// </summary>
    /// <param name="configuration">The service's configuration.</param>
    /// <param name="name">The name.</param>
    /// <param name="kind">What it has to be, for the message.</param>
    /// <param name="parse">Reads the text.</param>
    /// <exception cref="StartupException">It is missing or malformed; names the key.</exception>
    public static T Read<T>(IConfiguration configuration, string name, string kind, Func<string, T> parse)
    {
        var text = Find(configuration, name)
            ?? throw new StartupException($"No connection string {name}: set ConnectionStrings:{name} (ConnectionStrings__{Shell(name)}).");
        try
        {
            return parse(text);
        }
        catch (ArgumentException exception)
        {
            // The text may hold a password: say which setting it is, not what it says.
            throw new StartupException($"ConnectionStrings:{name} is not a {kind}.", exception);
        }
    }

    /// <summary>The text of <c>ConnectionStrings:{name}</c>, or null. For each hyphen there may be an underscore, since shells know no variable with hyphens.</summary>
    public static string? Find(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) ?? configuration.GetConnectionString(Shell(name));

    private static string Shell(string name) => name.Replace('-', '_');
}
