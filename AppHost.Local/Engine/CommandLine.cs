using System.Globalization;

namespace Aspire.Hosting.Engine;

/// <summary>Reads the command line strictly: a mistyped option must not start a suite with other settings than meant.</summary>
internal static class CommandLine
{
    private const string Known = "Known are --port N, --ephemeral and settings such as --Ai:Model NAME.";

    /// <summary>The arguments in the form that the configuration reads: <c>--key=value</c>.</summary>
    /// <exception cref="CommandLineException">An argument is not understood.</exception>
    public static string[] Normalise(IReadOnlyList<string> args)
    {
        var normalised = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || args[i].Length == 2)
                throw new CommandLineException($"Unexpected argument '{args[i]}'. {Known}");
            var (key, value) = args[i][2..].Split('=', 2) is [var name, var given] ? (name, given) : (args[i][2..], null);
            if (key is "publisher" or "output-path" or "operation" or "step")
                throw new CommandLineException(
                    $"'--{key}': this build of the AppHost runs on this machine only and cannot publish. Build it with -p:AspireHosting=packages to publish.");
            if (key is not ("port" or "ephemeral") && !key.Contains(':', StringComparison.Ordinal) && !key.Contains("__", StringComparison.Ordinal))
                throw new CommandLineException($"Unknown option '--{key}'. {Known}");
            if (value is null && i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
                value = args[++i];
            normalised.Add($"--{key}={Check(key, value)}");
        }

        return [.. normalised];
    }

    private static string Check(string key, string? value) => key switch
    {
        "ephemeral" => bool.TryParse(value ?? "true", out var on)
            ? on ? "true" : "false"
            : throw new CommandLineException($"--ephemeral takes true or false, not '{value}'."),
        "port" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port.ToString(CultureInfo.InvariantCulture)
            : throw new CommandLineException($"--port takes a number from 1 to 65535, not '{value}'."),
        _ => value ?? throw new CommandLineException($"--{key} needs a value."),
    };
}

/// <summary>The command line is not understood.</summary>
internal sealed class CommandLineException(string message) : DistributedApplicationException(message);
