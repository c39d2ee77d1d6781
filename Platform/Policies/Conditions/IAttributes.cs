namespace Nanobot.Platform.Policies.Conditions;

/// <summary>What is known of a request beside what it says itself; what is not there is not known.</summary>
public interface IAttributes
{
    /// <summary>The attribute of that whole name, such as <c>user.department</c>.</summary>
    bool TryGet(string name, out AttributeValue value);
}
