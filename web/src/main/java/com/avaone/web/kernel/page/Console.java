package com.avaone.web.kernel.page;

import com.avaone.web.kernel.ReadState.Reached;
import org.springframework.ui.Model;

/** Attributes that pages of the console share. */
public final class Console {

    private Console() {}

    /** Says which state of the log a page shows, and whether what it shows lacks events. */
    public static void shows(Model model, Reached reached) {
        reached.position().ifPresent(position -> model.addAttribute("position", position));
        model.addAttribute("parked", reached.parked());
    }
}
