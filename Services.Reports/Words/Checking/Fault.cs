namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>What is wrong with a sentence.</summary>
/// <param name="Kind">One of citation, number, unit, sign, role, date, direction, name, quotation; a tag of the metric.</param>
/// <param name="Reason">In words, for the model that wrote it.</param>
internal sealed record Fault(string Kind, string Reason)
{
    public static Fault Citation(string cited) => new("citation", $"there is no evidence {cited}");

    public static Fault Number(string number) => new("number", $"\"{number}\" is not in the evidence that it cites");

    public static Fault Unit(string number) => new("unit", $"\"{number}\" has another unit in the evidence");

    public static Fault Sign(string number) => new("sign", $"\"{number}\" has another sign in the evidence");

    public static Fault Role(string phrase) => new("role", $"\"{phrase}\" is another figure of the evidence");

    public static Fault Date(string date) => new("date", $"the date \"{date}\" is not that of the evidence");

    public static Fault Direction(string word) => new("direction", $"\"{word}\" is not what the figures of the evidence say");

    public static Fault Name(string name) => new("name", $"it names {name}, of which the evidence that it cites says nothing");

    public static Fault Quotation(string words) => new("quotation", $"the quotation \"{words}\" does not stand so in the evidence that it cites");
}
