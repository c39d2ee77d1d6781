using System.Diagnostics;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Core.Telemetry;

/// <summary>
/// Sources of spans that say whose they are. Whoever listens to a source by its name hears all of that name in the process;
/// where several modules share one, the name alone does not tell whose span it is.
/// </summary>
public static class ModuleSource
{
    private const string Tag = "module";

    /// <summary>A source of the module's own.</summary>
    public static ActivitySource Create(Module module, string name) =>
        new(new ActivitySourceOptions(name) { Tags = [new(Tag, module.Name)] });

    /// <summary>
    /// Whether the span is the module's: it, or the nearest span around it that says whose it is, is of a source of the
    /// module's own. One that nothing around says it of (a library's, outside any work) is everybody's.
    /// </summary>
    public static bool IsOf(Module module, Activity activity)
    {
        for (var span = activity; span is not null; span = span.Parent)
        {
            if (OwnerOf(span.Source) is { } owner)
            {
                return owner == module.Name;
            }
        }

        return true;
    }

    private static string? OwnerOf(ActivitySource source)
    {
        foreach (var (key, value) in source.Tags ?? [])
        {
            if (key == Tag)
            {
                return value as string;
            }
        }

        return null;
    }
}
