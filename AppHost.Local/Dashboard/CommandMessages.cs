using Aspire.Hosting.Dashboard.Protocol;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Dashboard;

/// <summary>How a resource's commands look on the page: a button in the row while they make sense, else hidden.</summary>
internal static class CommandMessages
{
    public static ResourceCommand ToMessage(CommandEntry command)
    {
        var (label, icon) = command.Name switch
        {
            "start" => ("Start", "Play"),
            "stop" => ("Stop", "Stop"),
            "restart" => ("Restart", "ArrowCounterclockwise"),
            _ => (command.Name, "Flash"),
        };
        return new ResourceCommand
        {
            Name = command.Name,
            DisplayName = label,
            IconName = icon,
            IconVariant = IconVariant.Filled,
            IsHighlighted = true,
            State = command.Enabled ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
        };
    }
}
