using Microsoft.Extensions.Configuration;

namespace Nanobot.ServiceDefaults.Hosting;

/// <summary>The settings that are one module's alone where several share a process, its signing key above all.</summary>
internal static class OwnSettings
{
    /// <summary>Puts what stands in <c>Modules:{module}</c> before everything else.</summary>
    public static void Apply(ConfigurationManager configuration, string module)
    {
        // A copy: a source that looks into the configuration that it is part of would look for ever.
        var own = configuration.GetSection($"Modules:{module}").AsEnumerable(makePathsRelative: true).Where(static setting => setting.Value is not null).ToList();
        configuration.AddInMemoryCollection(own);
    }
}
