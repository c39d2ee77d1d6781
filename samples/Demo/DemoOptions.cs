namespace Nanobot.Samples.Demo;

/// <summary>What the demo is told on its command line.</summary>
/// <param name="Gateway">Address of the gateway.</param>
/// <param name="OperatorKey">The operator key; read from a file, for process arguments are everybody's to see.</param>
/// <param name="QuotesDirectory">Directory whose price files the suite serves, or null for the samples.</param>
internal sealed record DemoOptions(Uri Gateway, string OperatorKey, string? QuotesDirectory)
{
    private const string Usage = "Usage: Demo --gateway URL --operator-key-file PATH [--quotes-dir DIRECTORY]";

    /// <summary>Reads the command line; says what is wrong with it and returns null if it cannot.</summary>
    public static DemoOptions? Parse(IReadOnlyList<string> arguments, TextWriter errors)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] is not ("--gateway" or "--operator-key-file" or "--quotes-dir"))
            {
                return Refuse(errors, $"Unknown option {arguments[i]}.");
            }

            if (i + 1 == arguments.Count || !values.TryAdd(arguments[i], arguments[i + 1]))
            {
                return Refuse(errors, $"{arguments[i]} takes one value, once.");
            }
        }

        if (!Uri.TryCreate(values.GetValueOrDefault("--gateway"), UriKind.Absolute, out var gateway))
        {
            return Refuse(errors, "--gateway needs the gateway's address, for example http://localhost:8080.");
        }

        if (!values.TryGetValue("--operator-key-file", out var file) || !File.Exists(file))
        {
            return Refuse(errors, "--operator-key-file needs a file that holds the operator key.");
        }

        var quotes = values.GetValueOrDefault("--quotes-dir");
        return quotes is null || Directory.Exists(quotes)
            ? new DemoOptions(gateway, File.ReadAllText(file).Trim(), quotes)
            : Refuse(errors, $"--quotes-dir: there is no directory {quotes}.");
    }

    private static DemoOptions? Refuse(TextWriter errors, string why)
    {
        errors.WriteLine(why);
        errors.WriteLine(Usage);
        return null;
    }
}
