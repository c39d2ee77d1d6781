using System.Globalization;

namespace Nanobot.Samples.Demo;

/// <summary>Tells each step as it happens, with the time since the beginning.</summary>
internal sealed class Story(TextWriter output, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Tells a step that went as it should.</summary>
    public void Step(string what) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{time.GetElapsedTime(_start).TotalSeconds,6:0.00} s] {what}"));

    /// <summary>Shows a text as it is, indented.</summary>
    public void Show(string text)
    {
        output.WriteLine();
        foreach (var line in text.Split('\n'))
        {
            output.WriteLine($"    {line.TrimEnd('\r')}");
        }

        output.WriteLine();
    }

    /// <summary>Runs the scenario; returns whether all of it went as it should, and says what did not.</summary>
    public async Task<bool> TellAsync(Func<Task> scenario)
    {
        try
        {
            await scenario();
            Step("Everything went as it should.");
            return true;
        }
        catch (Exception exception) when (exception is DemoFailedException or HttpRequestException or OperationCanceledException or System.Text.Json.JsonException)
        {
            Step($"FAILED: {exception.Message}");
            return false;
        }
    }
}
