namespace Nanobot.AppHost.Running;

/// <summary>The AppHost's options: <c>--port N</c>, <c>--ephemeral</c>, <c>--stores KIND</c>, <c>--shape SHAPE</c>, <c>--Section:Key value</c>, and those that Aspire's tools pass.</summary>
internal static class CommandLine
{
    private static readonly string[] Own = ["port", "ephemeral", "stores", "shape"];

    private static readonly string[] Aspires =
    [
        "publisher", "output-path", "operation", "step", "log-level", "environment", "include-exception-details", "list-steps", "clear-cache", "no-prompt",
    ];

    /// <summary>The arguments in the form that .NET's configuration reads; a bare <c>--ephemeral</c> means true.</summary>
    /// <exception cref="UsageException">An option is unknown or has a value that it cannot have.</exception>
    public static string[] Read(string[] args)
    {
        var options = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = Split(args[i]);
            if (value is null && i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                value = args[++i];
            }

            Check(name, value);
            options.Add($"--{name}={value ?? "true"}");
        }

        return [.. options];
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal))
        {
            throw new UsageException($"Unexpected argument '{argument}'.");
        }

        var at = argument.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (argument[2..], null) : (argument[2..at], argument[(at + 1)..]);
    }

    private static void Check(string name, string? value)
    {
        if (!Own.Contains(name) && !Aspires.Contains(name) && !name.Contains(':', StringComparison.Ordinal))
        {
            throw new UsageException($"Unknown option '--{name}'. Known are --port N, --ephemeral, --stores processes|containers, --shape modules|all-in-one and settings as --Section:Key value.");
        }

        if (name == "port" && !(int.TryParse(value, out var port) && port is >= 1 and <= 65535))
        {
            throw new UsageException($"--port takes a number from 1 to 65535, not '{value}'.");
        }

        if (name == "ephemeral" && value is not null && !bool.TryParse(value, out _))
        {
            throw new UsageException($"--ephemeral takes true or false, not '{value}'.");
        }
    }
}

/// <summary>The command line cannot be understood; the message names the option.</summary>
internal sealed class UsageException(string message) : Exception(message);
