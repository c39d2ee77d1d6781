using System.Globalization;

namespace Nanobot.Evaluation;

/// <summary>What an evaluation is told on its command line.</summary>
/// <param name="Gateway">Address of the gateway.</param>
/// <param name="OperatorKey">The operator key; read from a file, for process arguments are everybody's to see.</param>
/// <param name="CasesDirectory">Directory of case files, or null for those that come with it.</param>
/// <param name="Only">The id of the only case to run, or null for all.</param>
/// <param name="Output">Directory of the report.</param>
/// <param name="AtLeast">Per cent of the cases that have to pass, or null.</param>
internal sealed record EvaluationOptions(Uri Gateway, string OperatorKey, string? CasesDirectory, string? Only, string Output, double? AtLeast)
{
    private const string Usage = "Usage: Evaluation --gateway URL --key-file PATH [--cases DIRECTORY] [--case ID] [--out DIRECTORY] [--at-least PERCENT]";
    private static readonly string[] Known = ["--gateway", "--key-file", "--cases", "--case", "--out", "--at-least"];

    /// <summary>Reads the command line; says what is wrong with it and returns null if it cannot.</summary>
    public static EvaluationOptions? Parse(IReadOnlyList<string> arguments, TextWriter errors)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (!Known.Contains(arguments[i]))
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

        if (!values.TryGetValue("--key-file", out var file) || !File.Exists(file))
        {
            return Refuse(errors, "--key-file needs a file that holds the operator key.");
        }

        var cases = values.GetValueOrDefault("--cases");
        if (cases is not null && !Directory.Exists(cases))
        {
            return Refuse(errors, $"--cases: there is no directory {cases}.");
        }

        double? atLeast = null;
        if (values.TryGetValue("--at-least", out var percent))
        {
            if (!double.TryParse(percent, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) || share is < 0 or > 100)
            {
                return Refuse(errors, "--at-least takes a number from 0 to 100.");
            }

            atLeast = share;
        }

        return new EvaluationOptions(gateway, File.ReadAllText(file).Trim(), cases, values.GetValueOrDefault("--case"), values.GetValueOrDefault("--out") ?? ".", atLeast);
    }

    private static EvaluationOptions? Refuse(TextWriter errors, string why)
    {
        errors.WriteLine(why);
        errors.WriteLine(Usage);
        return null;
    }
}
